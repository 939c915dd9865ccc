import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BuildService } from '../../../../../src/editor/packer/builds/buildService';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import { readState } from '../../../../../src/tools/packer/launcher/launcherFiles';
import { ToolRunner } from '../../../../../src/tools/toolRunner';
import { patientlyAsync } from '../../../../../src/tools/patiently';
import { processesGone } from '../../../../support/processes';
import { templateOf } from '../../../../support/templates';

describe('a build in the editor', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'boxwright-builds-'))));
  afterEach(async () => {
    const runs = path.join(folder, 'workspace', 'runs');
    const states = statSync(runs, { throwIfNoEntry: false })?.isDirectory()
      ? readdirSync(runs).map((name) => readState(path.join(runs, name)))
      : [];
    await processesGone(states.flatMap((state) => [state?.launcher.pid, state?.packer?.pid]));
    await patientlyAsync(() => rm(folder, { recursive: true }));
  });

  /** @param onLaunch is run when Packer has been started, before anything more is written of it */
  function serviceWith(onLaunch: () => void = () => undefined, script = LAUNCHER) {
    const warnings: string[] = [];
    const runner = new ToolRunner({
      locate: () => process.execPath,
      isTrusted: () => true,
      log: (line) => {
        if (line.includes('launched')) onLaunch();
      },
    });
    const service = new BuildService(
      {
        runner,
        versions: { current: () => Promise.resolve('1.16.0') } as never,
        log: { warn: (text: string) => warnings.push(text) } as never,
        context: { workspaceState: { get: (_: string, usual: unknown) => usual } } as never,
      },
      { workspace: path.join(folder, 'workspace'), everywhere: path.join(folder, 'everywhere') },
      script,
    );
    return { service, warnings };
  }

  function start(service: BuildService, program: string) {
    // Node runs it for Packer's `build`.
    writeFileSync(path.join(folder, 'build.js'), program);
    const template = templateOf({ builders: [{ type: 'null' }] });
    return service.start({
      template: { ...template, path: path.join(folder, 'a.json'), folder },
      target: { dialect: 'json', path: path.join(folder, 'a.json'), cwd: folder },
      choices: defaultChoices,
      secrets: new Map(),
    });
  }

  it('is followed to its end, whatever can not be written once it runs', async () => {
    const blocked: string[] = [];
    const { service, warnings } = serviceWith(() => {
      // A folder in the place of a file can't be replaced: as Windows refuses what somebody has open for long.
      for (const kind of [path.join('everywhere', 'builds'), path.join('workspace', 'runs')])
        for (const name of readdirSync(path.join(folder, kind)).filter((one) => one.endsWith('.json'))) {
          const file = path.join(folder, kind, name);
          rmSync(file);
          mkdirSync(path.join(file, 'held'), { recursive: true });
          blocked.push(kind);
        }
    });
    const running = await start(service, "console.log('Build finished'); process.exitCode = 3;");
    const { exitCode, status } = await running.finished;
    assert.deepEqual([exitCode, status], [3, 'failed']);
    assert.deepEqual([...new Set(blocked)].length, 2);
    assert.ok(warnings.length >= 2, warnings.join('\n'));
    assert.deepEqual(service.all, []);
  });

  for (const [what, blocked] of [
    ['claimed', path.join('everywhere', 'builds')],
    ['recorded', path.join('workspace', 'runs')],
  ] as const)
    it(`is not started where it cannot be ${what}, as on read-only storage`, async () => {
      const ran = path.join(folder, 'ran');
      mkdirSync(path.dirname(path.join(folder, blocked)), { recursive: true });
      writeFileSync(path.join(folder, blocked), 'a file in the place of a folder');
      const { service } = serviceWith();
      await assert.rejects(start(service, `require('node:fs').writeFileSync(${JSON.stringify(ran)}, '')`));
      assert.ok(!existsSync(ran), 'Packer did not run');
      assert.deepEqual([service.all, service.store.list()], [[], []]);
      const claims = path.join(folder, 'everywhere', 'builds');
      if (what === 'recorded') assert.deepEqual(readdirSync(claims), [], 'others may build');
    });

  it('leaves nothing behind where Packer could not be started', async () => {
    const { service } = serviceWith(undefined, path.join(folder, 'none.js'));
    await assert.rejects(start(service, ''), /The launcher ended/);
    assert.deepEqual(readdirSync(path.join(folder, 'everywhere', 'builds')), []);
    assert.deepEqual(service.store.list(), []);
  });
});
