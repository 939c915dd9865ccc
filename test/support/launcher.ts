import { buildSync } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The launcher as a program, bundled as the product has it. */
export function builtLauncher(): { readonly script: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'boxwright-launcher-'));
  const script = path.join(folder, 'launcher.js');
  buildSync({
    entryPoints: [path.join(REPO_ROOT, 'src', 'tools', 'packer', 'launcher', 'launcher.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  });
  return { script, remove: () => rmSync(folder, { recursive: true }) };
}
