import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Vagrantfile } from '../pipeline/vagrantfile/vagrantfile';
import type { VagrantfileReader } from '../pipeline/vagrantfile/vagrantfileReader';
import type { FileSource } from '../text/fileSource';
import { SourceText } from '../text/sourceText';

let reader: Promise<VagrantfileReader> | undefined;

/**
 * Reads a Vagrantfile. The Ruby parser, the heaviest part of the linter, is loaded with the first one.
 * @returns undefined when the file can't be read
 * @throws Error when the parser can't be loaded: the installation is damaged
 */
export async function loadVagrantfile(file: string, files: FileSource): Promise<Vagrantfile | undefined> {
  const text = files.read(file);
  if (text === undefined) return undefined;
  const read = await loadReader();
  return read(new SourceText(file, text), files);
}

/** What reads Vagrantfiles, to be used as often as one likes. @throws Error when the parser can't be loaded */
export const loadReader = (): Promise<VagrantfileReader> => (reader ??= load());

async function load(): Promise<VagrantfileReader> {
  const [{ loadVagrantfileReader }, wasm] = await Promise.all([
    import('../pipeline/vagrantfile/vagrantfileReader'),
    readFile(path.resolve(__dirname, PRISM_WASM)),
  ]);
  return loadVagrantfileReader(wasm);
}
