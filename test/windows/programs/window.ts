/*
 * What a window of the editor does with a build, as a program of its own that can be killed:
 *
 *     node window.js FOLDER PACKER LAUNCHER
 *
 * FOLDER holds a.json. It claims the template, says `refused` where somebody else has it, else launches the build, says
 * `building`, and follows it until it is killed.
 */
import path from 'node:path';
import { launchBuild } from '../../../src/tools/packer/builds/launchBuild';
import { defaultChoices } from '../../../src/tools/packer/commands/buildChoices';
import { AlreadyBuilding, BuildClaims } from '../../../src/tools/packer/runs/buildClaims';
import { noFootprint } from '../../../src/tools/packer/runs/footprint';
import { ToolRunner } from '../../../src/tools/toolRunner';
import { templateOf } from '../../support/templates';

const [folder = '', packer = '', launcher = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const run = path.join(folder, 'run');
  const template = path.join(folder, 'a.json');
  const log = path.join(folder, 'packer.log');
  try {
    await new BuildClaims(path.join(folder, 'builds')).take({
      template,
      run: String(process.pid),
      log,
      footprint: noFootprint,
      folder: run,
    });
  } catch (error) {
    if (!(error instanceof AlreadyBuilding)) throw error;
    console.log('refused');
    process.exit();
  }
  const runner = new ToolRunner({ locate: () => packer, isTrusted: () => true, log: () => undefined });
  const build = await launchBuild(runner, {
    request: {
      template: templateOf({ builders: [{ type: 'null' }] }),
      target: { dialect: 'json', path: template, cwd: folder },
      choices: defaultChoices,
      secrets: new Map(),
    },
    run: 'one',
    launcher,
    folder: run,
    log,
    secretsFolder: path.join(folder, 'secrets'),
  });
  console.log('building');
  await build.ended;
}

void main();
