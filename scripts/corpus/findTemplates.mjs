// The Packer templates of a folder, as a command line names them.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const skipped = new Set(['.git', 'node_modules', '.vagrant', 'packer_cache']);

/** Paths from the folder: HCL2 files, each for its builds, and JSON files with builders. */
export const findTemplates = (folder) =>
  filesBelow(folder, '').filter(
    (file) =>
      /\.pkr\.(hcl|json)$/.test(file) || (/\.json$/.test(file) && hasBuilders(path.join(folder, file))),
  );

function filesBelow(folder, below) {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(below, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(folder, file);
    return entry.isFile() ? [file] : [];
  });
}

const hasBuilders = (file) => /"builders"\s*:/.test(readFileSync(file, 'utf8'));
