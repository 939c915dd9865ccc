import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CacheFile } from '../../../src/cli/cacheFile';
import { usualCacheFolder } from '../../../src/cli/cacheFolder';
import { fingerprinted } from '../../../src/lint/baseline';
import { ResultCache } from '../../../src/lint/cache/resultCache';
import { haveSecrets, withoutSecrets } from '../../../src/lint/cache/toKeep';
import { DiskFiles } from '../../../src/lint/diskFiles';
import { lintPaths } from '../../../src/lint/lintPaths';
import { formatNames, formats } from '../../../src/lint/report/formats';
import { rules } from '../../../src/rules/rules';
import { answerFile, jsonTemplate, loadTestReader } from '../../support/ruleTests';

describe('the cache of lints', () => {
  let folder: string;
  let caches: string;

  beforeEach(() => {
    const top = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-cache-')));
    [folder, caches] = [path.join(top, 'project'), path.join(top, 'cache')];
    for (const [name, text] of Object.entries(project)) write(name, text);
  });
  afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

  const at = (name: string) => path.join(folder, name);
  function write(name: string, text: string): void {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
  }
  const remove = (name: string) => rmSync(at(name));

  const hcl = (variable: string) => `variable "${variable}" {
  default = 2048
}
`;
  const source = `source "qemu" "a" {
  iso_url          = "http://example.com/windows.iso"
  iso_checksum     = "none"
  memory           = var.memory
  os_type          = "Windows"
  communicator     = "winrm"
  winrm_username   = "vagrant"
  winrm_password   = "x"
  shutdown_command = "shutdown /s"
}
build {
  sources = ["qemu.a"]
}
`;
  const project = {
    'json/t.json': jsonTemplate(
      { memory: 2048 },
      { type: 'powershell', script: 'setup.ps1' },
      { type: 'powershell', script: 'missing.ps1' },
    ),
    'json/setup.ps1': 'Restart-Computer -Force\n',
    'json/Autounattend.xml': answerFile({ firstLogon: ['shutdown /r /t 0', 'winrm quickconfig -q'] }),
    'hcl/a.pkr.hcl': source,
    'hcl/variables.pkr.hcl': hcl('memory'),
    'alone/Autounattend.xml': answerFile({ firstLogon: ['shutdown /r /t 0', 'winrm quickconfig -q'] }),
    'machine/Vagrantfile': `data = YAML.load_file(File.join(__dir__, "machine.yml"))
Vagrant.configure("2") do |config|
  config.vm.guest = :windows
  config.vm.provider("virtualbox") { |box| box.memory = data["memory"] }
end
`,
    'machine/machine.yml': 'memory: 1024\n',
  };

  interface Made {
    /** All reports, one after the other. */
    readonly reports: string;
    readonly hasNew: boolean;
  }

  async function lint(file?: CacheFile, paths = [folder]): Promise<Made> {
    const sources = new DiskFiles([folder], folder);
    const cache = file && new ResultCache(sources, file.read());
    const result = await lintPaths(paths, sources, rules, loadTestReader, { cache });
    if (cache) file.write(cache);
    const reports = formatNames.map((name) =>
      formats[name]({ ...result, sources, cwd: folder }, { rules, version: '1', color: false, width: 100 }),
    );
    return { reports: reports.join('\n'), hasNew: cache?.hasNew ?? true };
  }

  const open = (settings = '', today?: number) => new CacheFile(caches, settings, today);
  const files = () => readdirSync(caches).map((name) => path.join(caches, name));

  it('gives the same reports, byte for byte, without linting anything again', async () => {
    const { reports } = await lint();
    assert.deepEqual(await lint(open()), { reports, hasNew: true });
    assert.deepEqual(await lint(open()), { reports, hasNew: false });
    assert.ok(
      ['memory-below-4gb', 'reboot-in-provisioner', 'iso-checksum-none'].every((id) => reports.includes(id)),
    );
  });

  /** What a lint goes by, with a change after which something else is to be found. */
  const changes: Readonly<Record<string, () => void>> = {
    'a template': () => write('json/t.json', project['json/t.json'].replace('2048', '8192')),
    'a script': () => write('json/setup.ps1', 'Get-Item .\n'),
    'a script that has as many bytes and the same time': () => {
      const { atime, mtime } = statSync(at('json/setup.ps1'));
      write('json/setup.ps1', project['json/setup.ps1'].replace('Restart', 'Suspend'));
      utimesSync(at('json/setup.ps1'), atime, mtime);
    },
    'an answer file': () =>
      write('json/Autounattend.xml', answerFile({ firstLogon: ['winrm quickconfig -q'] })),
    'an answer file that no template uses': () => write('alone/Autounattend.xml', answerFile({})),
    'a file that did not exist': () => write('json/missing.ps1', ''),
    'a file that is gone': () => remove('json/setup.ps1'),
    'a file in a folder that was listed': () => write('hcl/b.pkr.hcl', hcl('other')),
    'a file of a template of several files': () =>
      write('hcl/variables.pkr.hcl', hcl('memory').replace('2048', '8192')),
    'a file that makes templates separate': () => write('hcl/b.pkr.hcl', source),
    'a new template': () => write('new/t.json', project['json/t.json']),
    'a file that a Vagrantfile loads': () => write('machine/machine.yml', 'memory: 8192\n'),
    'a configuration that did not exist': () =>
      write('boxwright.json', '{"rules": {"memory-below-4gb": "off"}}'),
    'a configuration in an inner folder': () => write('json/boxwright.json', '{"minimumMemory": 1024}'),
    'a wrong configuration': () => write('boxwright.json', '{"rules": {"memory-below-4gb": "never"}}'),
    'what Git ignores': () => write('.gitignore', 'missing.ps1\n'),
    'a comment that suppresses': () =>
      write(
        'json/setup.ps1',
        `# boxwright-disable-next-line reboot-in-provisioner\n${project['json/setup.ps1']}`,
      ),
    'a comment that suppresses nothing': () =>
      write('json/setup.ps1', '# boxwright-disable-next-line syntax-error\n'),
  };

  for (const [what, change] of Object.entries(changes))
    it(`sees ${what}`, async () => {
      const before = await lint(open());
      change();
      const after = await lint();
      assert.notEqual(after.reports, before.reports);
      assert.equal((await lint(open())).reports, after.reports);
      // And as it was before.
      rmSync(folder, { recursive: true });
      for (const [name, text] of Object.entries(project)) write(name, text);
      assert.equal((await lint(open())).reports, before.reports);
    });

  it('sees what a configuration extends, and a list of accepted findings', async () => {
    write('boxwright.json', '{"extends": ["./rules.json"]}');
    write('rules.json', '{"rules": {"memory-below-4gb": "off"}}');
    const off = await lint(open());
    write('rules.json', '{}');
    const on = await lint(open());
    assert.notEqual(on.reports, off.reports);
    assert.equal(on.reports, (await lint()).reports);
    const sources = new DiskFiles([folder], folder);
    const { findings } = await lintPaths([folder], sources, rules, loadTestReader);
    const accepted = fingerprinted(findings, findings, at('boxwright-baseline.json'), sources);
    write(
      'boxwright-baseline.json',
      JSON.stringify({ version: 1, findings: accepted.map(([, entry]) => entry) }),
    );
    const { reports } = await lint(open());
    assert.equal(reports, (await lint()).reports);
    assert.notEqual(reports, on.reports);
  });

  it('lints again what reads a changed file, and nothing else', async () => {
    await lint(open());
    const { known } = { known: open().read() };
    write('json/setup.ps1', 'Get-Item .\n');
    const sources = new DiskFiles([folder], folder);
    const cache = new ResultCache(sources, known);
    const computed: string[] = [];
    const { remember } = cache;
    const watched = Object.assign(Object.create(cache) as ResultCache, {
      remember: ((name, compute, toKeep) =>
        remember(
          name,
          () => {
            computed.push(path.relative(folder, name.replace(/^.* (?=\S*$)/, '')));
            return compute();
          },
          toKeep,
        )) satisfies ResultCache['remember'],
    });
    await lintPaths([folder], sources, rules, loadTestReader, { cache: watched });
    assert.deepEqual(computed, [path.join('json', 't.json')]);
  });

  it('keeps results of other settings apart, and those of paths that are not linted this time', async () => {
    await lint(open('one'));
    assert.ok((await lint(open('another'))).hasNew);
    await lint(open('one'), [at('json')]);
    assert.ok(!(await lint(open('one'))).hasNew);
    assert.ok(!(await lint(open('another'))).hasNew);
  });

  it('is made again where it is damaged, empty or of another form', async () => {
    const { reports } = await lint(open());
    const [file = ''] = files();
    const text = readFileSync(file, 'utf8');
    const damaged = [
      text.slice(0, -100),
      text.replace('memory-below-4gb', 'memory-below-5gb'),
      '',
      'boxwright-cache 1\n{}',
      '\0',
    ];
    for (const one of damaged) {
      writeFileSync(file, one);
      assert.deepEqual(await lint(open()), { reports, hasNew: true });
    }
    assert.ok(!(await lint(open())).hasNew);
  });

  it('can be deleted, and written by several at once', async () => {
    const { reports } = await lint(open());
    const [one, other] = [open(), open()];
    rmSync(caches, { recursive: true });
    const both = await Promise.all([lint(one), lint(other)]);
    assert.deepEqual(
      both.map((made) => made.reports),
      [reports, reports],
    );
    assert.equal(files().length, 1);
    assert.ok(!(await lint(open())).hasNew);
  });

  it('forgets what was of no use for two weeks', async () => {
    await lint(open('', 100));
    remove('json/t.json');
    await lint(open('', 110));
    const names = (today: number) =>
      [...open('', today).read().keys()].some((name) => name.endsWith('t.json'));
    assert.ok(names(110));
    await lint(open('', 115));
    assert.ok(!names(115));
    const [old = ''] = files();
    utimesSync(old, new Date(0), new Date(0));
    await lint(open('another'));
    assert.ok(!files().includes(old));
    assert.equal(files().length, 1);
  });

  it('keeps no value that nobody is shown', async () => {
    const secret = 'hunter2-hunter2';
    write(
      'hcl/variables.pkr.hcl',
      `${hcl('memory')}variable "pass" {\n  default = "${secret}"\n  sensitive = true\n}\n`,
    );
    write(
      'hcl/a.pkr.hcl',
      source
        .replace('"x"', 'var.pass')
        .replace(
          'sources = ["qemu.a"]',
          'sources = ["qemu.a"]\n  provisioner "powershell" {\n    script = "${var.pass}/a.ps1"\n  }',
        ),
    );
    const { reports } = await lint(open(JSON.stringify({ password: secret })));
    const [file = ''] = files();
    assert.ok(!readFileSync(file, 'utf8').includes(secret));
    assert.equal((await lint(open(JSON.stringify({ password: secret })))).reports, reports);
  });

  it('leaves out results that asked for a sensitive value, and what fixes would write of one', () => {
    const asked = (file: string) => [{ kind: 'kind', path: file, answer: '' } as const];
    assert.ok(haveSecrets(asked('/p/hunter2/a.ps1'), ['hunter2']));
    assert.ok(!haveSecrets(asked('/p/scripts/a.ps1'), ['hunter2']));
    assert.ok(!haveSecrets(asked('/p/hunter2/a.ps1'), []));
    const location = { path: '/p/t.json', span: { start: 0, end: 0 } };
    const fix = (confidential: boolean) => ({
      title: '',
      applicability: 'safe' as const,
      edits: [{ ...location, newText: 'hunter2' }],
      ...(confidential && { confidential: true as const }),
    });
    const finding = { rule: 'a', severity: 'error' as const, message: '', location, related: [] };
    const texts = withoutSecrets({ ...finding, fixes: [fix(true), fix(false)] }).fixes.flatMap(({ edits }) =>
      edits.map(({ newText }) => newText),
    );
    assert.deepEqual(texts, ['', 'hunter2']);
  });

  it('is read by its owner alone, and not believed where another could have written it', async function () {
    if (process.platform === 'win32') return this.skip();
    await lint(open());
    const [file = ''] = files();
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(statSync(caches).mode & 0o777, 0o700);
    chmodSync(file, 0o644);
    assert.ok(!(await lint(open())).hasNew);
    chmodSync(file, 0o666);
    assert.ok((await lint(open())).hasNew);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.ok(!(await lint(open())).hasNew);
  });

  it('lies where a system expects what can be made again', () => {
    assert.equal(usualCacheFolder('linux', {}, '/home/me'), '/home/me/.cache/boxwright');
    assert.equal(usualCacheFolder('linux', { XDG_CACHE_HOME: '/c' }, '/home/me'), '/c/boxwright');
    assert.equal(usualCacheFolder('linux', { XDG_CACHE_HOME: 'c' }, '/home/me'), '/home/me/.cache/boxwright');
    assert.equal(usualCacheFolder('darwin', {}, '/Users/me'), '/Users/me/Library/Caches/boxwright');
    assert.equal(
      usualCacheFolder('win32', { LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local' }, 'C:\\Users\\me'),
      'C:\\Users\\me\\AppData\\Local\\Boxwright\\Cache',
    );
  });
});
