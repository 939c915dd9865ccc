import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkSums } from '../../src/tools/packer/plugins/checkSums';
import { thisTarget } from '../../src/tools/packer/plugins/target';
import { foundPlugins } from '../../src/tools/packer/plugins/foundPlugins';
import type { FoundPlugin } from '../../src/tools/packer/plugins/foundPlugins';
import {
  installPluginFile,
  removePlugin,
  removePluginFile,
} from '../../src/tools/packer/plugins/installPlugin';
import { validate } from '../../src/tools/packer/commands/packer';
import { readPluginError } from '../../src/tools/packer/plugins/pluginError';
import type { PluginError } from '../../src/tools/packer/plugins/pluginError';
import type { ToolCommand } from '../../src/tools/toolCommand';
import { skipBecause } from '../support/skip';

const source = 'github.com/boxwright/tiny';

/** Runs commands of a Packer that knows no plugins but those in a folder. */
class Home {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'boxwright-plugins-'));
  readonly plugins = path.join(this.folder, 'plugins');

  constructor(private readonly packer: string) {
    mkdirSync(this.plugins);
  }

  run<T>({ args, cwd, env, parse }: ToolCommand<T>, more: NodeJS.ProcessEnv = {}): T {
    const { status, stdout, stderr } = spawnSync(this.packer, args, {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, HOME: this.folder, PACKER_PLUGIN_PATH: this.plugins, ...env, ...more },
    });
    return parse({ exitCode: status ?? undefined, stdout, stderr });
  }

  /** What Packer finds wrong with a template. */
  messages(name: string, text: string, more?: NodeJS.ProcessEnv): string[] {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    const dialect = name.endsWith('.json') ? 'json' : 'hcl2';
    const target = dialect === 'json' ? file : path.dirname(file);
    const command = validate({ dialect, path: target, cwd: this.folder });
    return this.run(command, more).map(({ message }) => message);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

const json = (type: string) =>
  JSON.stringify({ builders: [{ type: 'null', communicator: 'none' }], provisioners: [{ type }] });

const hcl = (type: string, more = '') =>
  `${more}source "null" "a" {\n  communicator = "none"\n}\nbuild {\n  sources = ["null.a"]\n  provisioner "${type}" {}\n}\n`;

const requiring = `packer {\n  required_plugins {\n    tiny = {\n      source  = "${source}"\n      version = ">= 2.0.0"\n    }\n  }\n}\n`;

describe('Plugins of a real, current Packer', () => {
  let home: Home;
  let program: string;

  before(function () {
    const packer = process.env.BOXWRIGHT_PACKER_CURRENT;
    if (!packer) skipBecause(this, process.env.BOXWRIGHT_PACKER_CURRENT_SKIP ?? 'started without npm test');
    program = process.env.BOXWRIGHT_TINY_PLUGIN ?? '';
    if (!program) skipBecause(this, process.env.BOXWRIGHT_TINY_PLUGIN_SKIP ?? 'started without npm test');
    home = new Home(packer);
  });
  after(() => home?.remove());

  const found = async (): Promise<FoundPlugin[]> =>
    checkSums(foundPlugins('1.16.0', [{ folder: home.plugins }], thisTarget));
  const listed = (): string[] => {
    const command = removePlugin(source, '');
    return home
      .run({ ...command, args: ['plugins', 'installed'] })
      .split('\n')
      .filter(Boolean);
  };
  /** Ours and Packer's own word on the one plugin that is there. */
  const words = async () => {
    const [plugin, ...more] = await found();
    assert.ok(plugin && !more.length);
    return [plugin.unloadable?.reason, listed().length] as const;
  };

  it('is installed from its file, works, and is removed', async () => {
    assert.match(home.run(installPluginFile(source, program)), /^Successfully installed plugin /);
    const [plugin, ...more] = await found();
    assert.ok(plugin && !more.length);
    assert.deepEqual(
      [plugin.name, plugin.version, plugin.source, plugin.unloadable],
      ['tiny', '1.2.3', source, undefined],
    );
    assert.deepEqual(listed(), [plugin.path]);
    assert.deepEqual(home.messages('tiny.json', json('tiny')), []);
    assert.deepEqual(home.messages('tiny/a.pkr.hcl', hcl('tiny')), []);

    home.run(removePluginFile(plugin.path));
    assert.deepEqual(await found(), []);
    assert.ok(!existsSync(`${plugin.path}_SHA256SUM`));
    const [message = ''] = home.messages('tiny.json', json('tiny'));
    assert.deepEqual(readPluginError(message), {
      kind: 'unknown',
      component: { kind: 'provisioner', type: 'tiny' },
    });
  });

  it('is not loaded for the very reasons that are told', async () => {
    home.run(installPluginFile(source, program));
    const [plugin] = await found();
    assert.ok(plugin);
    const { path: file } = plugin;
    assert.deepEqual(await words(), [undefined, 1]);

    const elsewhere = (one: string, other: string) => {
      renameSync(one, other);
      renameSync(`${one}_SHA256SUM`, `${other}_SHA256SUM`);
    };
    for (const [from, to, reason] of [
      ['_x5.0_', '_x5.9_', 'api'],
      ['_v1.2.3_', '_v1.2_', 'name'],
      ['_amd64', '_s390x', 'machine'],
      ['_arm64', '_s390x', 'machine'],
    ] as const) {
      if (!file.includes(from)) continue;
      const other = path.join(path.dirname(file), path.basename(file).replace(from, to));
      elsewhere(file, other);
      assert.deepEqual(await words(), [reason, 0]);
      elsewhere(other, file);
    }
    if (process.platform !== 'win32') {
      chmodSync(file, 0o644);
      assert.deepEqual(await words(), ['notExecutable', 0]);
      chmodSync(file, 0o755);
    }
    appendFileSync(file, 'x');
    assert.deepEqual(await words(), ['wrongSum', 0]);
    rmSync(`${file}_SHA256SUM`);
    assert.deepEqual(await words(), ['noSum', 0]);
    // Packer removes it all the same.
    home.run(removePluginFile(file));
    assert.deepEqual(await found(), []);
  });

  it('is the newest that a template asks for, or one that is missing', () => {
    home.run(installPluginFile(source, program));
    const [message = ''] = home.messages('asks/a.pkr.hcl', hcl('tiny', requiring));
    assert.deepEqual(readPluginError(message), { kind: 'required', source, constraint: '>= 2.0.0' });
    home.run(removePlugin(source, '1.2.3'));
    assert.deepEqual(listed(), []);
  });

  it('is refused where it is none', function () {
    if (process.platform === 'win32') skipBecause(this, 'a script is no program there');
    const file = path.join(home.folder, 'packer-plugin-fake');
    const install = (script: string): PluginError | undefined => {
      writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      try {
        home.run(installPluginFile(source, file));
      } catch (error) {
        return readPluginError(String(error));
      }
      return undefined;
    };
    const description = JSON.stringify({
      version: '',
      sdk_version: '0.1.1',
      api_version: 'x5.0',
      builders: [],
      post_processors: [],
      provisioners: ['-packer-default-plugin-name-'],
      datasources: [],
    });
    assert.deepEqual(install(`echo '${description}'`), { kind: 'noVersion', reported: '' });
    assert.deepEqual(install('exit 3'), { kind: 'noDescription' });
  });

  it('says what it lacks, and all of it is understood', () => {
    const kinds = (name: string, text: string, more?: NodeJS.ProcessEnv) =>
      home.messages(name, text, more).map((message) => readPluginError(message)?.kind);
    assert.deepEqual(kinds('dsc.json', json('dsc')), ['unknown']);
    assert.deepEqual(kinds('dsc/a.pkr.hcl', hcl('dsc')), ['unknown']);
    assert.deepEqual(kinds('near/a.pkr.hcl', hcl('fil')), ['unknown']);
    const several = [home.plugins, home.folder].join(path.delimiter);
    assert.deepEqual(kinds('dsc.json', json('dsc'), { PACKER_PLUGIN_PATH: several }), ['pluginPath']);
  });
});

describe('Plugins of a real, old Packer', () => {
  let home: Home;
  before(function () {
    const packer = process.env.BOXWRIGHT_PACKER_OLD;
    if (!packer) skipBecause(this, process.env.BOXWRIGHT_PACKER_OLD_SKIP ?? 'started without npm test');
    home = new Home(packer);
  });
  after(() => home?.remove());

  const troubles = (name: string, text: string) =>
    home.messages(name, text).map((message) => readPluginError(message));

  it('says what it lacks, and all of it is understood', () => {
    const unknown = { kind: 'unknown', component: { kind: 'provisioner', type: 'dsc' } };
    assert.deepEqual(troubles('dsc.json', json('dsc')), [unknown]);
    assert.deepEqual(troubles('dsc/a.pkr.hcl', hcl('dsc')), [unknown]);
    assert.deepEqual(troubles('asks/a.pkr.hcl', hcl('dsc', requiring)), [{ kind: 'noRequiredPlugins' }]);
  });

  for (const [title, script, trouble] of [
    ['of before 1.5', 'echo "4|tcp|127.0.0.1:1"; exec sleep 5', { kind: 'api', own: '4', packer: '5' }],
    ['of 1.7 and newer', 'echo "5|0|tcp|127.0.0.1:1"; exec sleep 5', { kind: 'tooNew' }],
    ['that is something else', 'echo hello; exec sleep 5', { kind: 'noAnswer', how: 'other' }],
    ['that ends at once', 'exit 1', { kind: 'noAnswer', how: 'exited' }],
  ] as const)
    it(`says what it thinks of a plugin ${title}`, function () {
      if (process.platform === 'win32') skipBecause(this, 'a script is no program there');
      writeFileSync(path.join(home.plugins, 'packer-provisioner-dsc'), `#!/bin/sh\n${script}\n`, {
        mode: 0o755,
      });
      assert.deepEqual(troubles('dsc.json', json('dsc')), [
        { ...trouble, component: { kind: 'provisioner', type: 'dsc' } },
      ]);
      assert.deepEqual(troubles('dsc/a.pkr.hcl', hcl('dsc')), [{ ...trouble, component: { type: 'dsc' } }]);
    });
});
