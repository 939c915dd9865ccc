import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { bundle } from '../fuzz/bundle.mjs';
import { median, ms } from './numbers.mjs';

const child = fileURLToPath(new URL('child.mjs', import.meta.url));
const runChild = (...args) =>
  JSON.parse(
    execFileSync(process.execPath, [child, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
  );

/** Loading the extension and activating it, each time in a new process, with an editor that answers at once. */
export async function measureActivation({ dist, root }) {
  const kinds = {
    activation: 'loading and activating, in a folder of ours',
    lookout: 'loading and activating, in a folder with other JSON',
  };
  return Object.entries(kinds).map(([kind, what]) => {
    const times = Array.from({ length: 9 }, () => runChild(kind, path.join(dist, 'extension.js'), root));
    const total = times.map(({ load, activate }) => load + activate);
    return {
      id: kind,
      what: `${what} ÷ loading jsonc-parser`,
      figures: `${ms(median(total))} (load ${ms(median(times.map(({ load }) => load)))})`,
      ratio: median(times.map(({ load, activate, peer }) => (load + activate) / peer)),
      budget: kind === 'activation' ? 10 : 1,
    };
  });
}

/** Following a build's output, in a process of its own, so that its memory can be told. */
export async function measureLog({ root }) {
  await bundle('benchLog', {
    lineSplitter: 'src/tools/lineSplitter.ts',
    buildOutput: 'src/tools/packer/output/buildOutput.ts',
  });
  const file = path.join(root, 'out', 'benchLog.cjs');
  return ['usual lines', 'one endless line'].map((kind) => {
    const { rate, megabytes, growth } = runChild('log', file, kind);
    return {
      id: `log-${kind.includes('endless') ? 'endless' : 'usual'}`,
      what: `following a build log, ${kind} (${megabytes} MB): memory that it takes ÷ its size`,
      figures: `${rate.toFixed(0)} MB/s, ${growth.toFixed(0)} MB`,
      ratio: growth / megabytes,
      budget: 0.5,
    };
  });
}

/** What would be packed, compressed one by one as in the package. */
export async function measurePackage({ root, dist }) {
  const { listFiles, PackageManager } = await import('@vscode/vsce');
  const packed = (await listFiles({ cwd: root, packageManager: PackageManager.None })).filter(
    (name) => !name.startsWith('dist/'),
  );
  const built = readdirSync(dist, { encoding: 'utf8', recursive: true })
    .filter((name) => !name.startsWith('cli') && !name.endsWith('.map'))
    .map((name) => path.join(dist, name))
    .filter((file) => statSync(file).isFile());
  const files = [...packed.map((name) => path.join(root, name)), ...built];
  let size = 0;
  for (const file of files)
    size +=
      deflateRawSync(readFileSync(file), { level: 9 }).length + 100 + 2 * path.relative(root, file).length;
  const megabytes = size / 1024 / 1024;
  return [
    {
      id: 'vsix',
      what: '.vsix (its files compressed) ÷ 2 MB',
      figures: `${megabytes.toFixed(2)} MB`,
      ratio: megabytes / 2,
      budget: 1,
    },
  ];
}
