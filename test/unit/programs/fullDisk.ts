/*
 * What a window of the editor does when the disk becomes full while a build runs, as a program of its own, which can be started
 * in a namespace with a small disk:
 *
 *     node fullDisk.js WHEN FOLDER
 *
 * FOLDER is on that disk, which becomes full WHEN Packer has just been launched, `launched`, or when it is followed, `followed`.
 * Prints what the window knew and showed, as JSON.
 */
import { closeSync, existsSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { BuildService } from '../../../src/editor/packer/builds/buildService';
import { defaultChoices } from '../../../src/tools/packer/commands/buildChoices';
import { launcherFiles } from '../../../src/tools/packer/launcher/launcherFiles';
import { BuildClaims } from '../../../src/tools/packer/runs/buildClaims';
import { ToolRunner } from '../../../src/tools/toolRunner';
import { templateOf } from '../../support/templates';
import { shown } from '../../support/vscodeStub';

const [when = '', folder = ''] = process.argv.slice(2);
const template = path.join(folder, 'a.json');
const log = path.join(folder, 'packer.log');

/** As Packer 1.6.6 and 1.16: once it can't print, it hangs, and does not hear Ctrl-C. */
const packer = `
process.on('SIGINT', () => undefined);
process.stdout.on('error', () => undefined);
console.log('==> null: begins');
setInterval(() => console.log('==> null: goes on'), 50);`;

async function main(): Promise<void> {
  // Node runs it for Packer's `build`.
  writeFileSync(path.join(folder, 'build.js'), packer);
  writeFileSync(template, '{}');
  const warnings: string[] = [];
  const service = new BuildService(
    {
      runner: new ToolRunner({
        locate: () => process.execPath,
        isTrusted: () => true,
        log: (line) => {
          if (when === 'launched' && line.includes('launched')) fillOnce();
        },
      }),
      versions: { current: () => Promise.resolve('1.16.0') } as never,
      log: { warn: (text: string) => warnings.push(text) } as never,
      context: { workspaceState: { get: (_: string, usual: unknown) => usual } } as never,
    },
    { workspace: path.join(folder, 'workspace'), everywhere: path.join(folder, 'everywhere') },
    LAUNCHER,
  );
  const running = await service.start({
    template: { ...templateOf({ builders: [{ type: 'null' }] }), path: template, folder },
    target: { dialect: 'json', path: template, cwd: folder },
    choices: defaultChoices,
    secrets: new Map(),
  });
  if (when === 'followed') {
    await until(() => warned('warning'));
    fill();
  }
  await until(() => warned('error'));
  const others = new BuildClaims(path.join(folder, 'everywhere', 'builds'));
  const held = (await others.holder(template))?.run === running.record.id;
  const followed = service.all.includes(running);
  // It does not hear the first one.
  running.stop();
  running.stop();
  const { status } = await running.finished;
  const free = (await others.holder(template)) === undefined;
  console.log(
    JSON.stringify({ held, followed, status, free, shown, warnings, followedAfter: service.all.length }),
  );
  service.dispose();
  process.exit();
}

const warned = (kind: string): boolean => shown.some((one) => one.kind === kind);

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Once the launcher has said what it has started and Packer has printed something. Nothing else is done meanwhile. */
function fillOnce(): void {
  const runs = path.join(folder, 'workspace', 'runs');
  const isSaid = () =>
    readdirSync(runs).some((run) => existsSync(path.join(runs, run, launcherFiles.state))) &&
    statSync(log).size > 0;
  const end = Date.now() + 20_000;
  while (!isSaid() && Date.now() < end) continue;
  fill();
}

/** Leaves nothing on the disk. */
function fill(): void {
  const file = openSync(path.join(folder, 'filler'), 'a');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch {
    closeSync(file);
  }
}

void main();
