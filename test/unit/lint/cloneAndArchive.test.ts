import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DiskFiles, givenFolders } from '../../../src/lint/diskFiles';
import { lintPaths } from '../../../src/lint/lintPaths';
import { jsonReport } from '../../../src/lint/report/json';
import { rules } from '../../../src/rules/rules';
import { loadTestReader } from '../../support/ruleTests';

const template = (...provisioners: readonly object[]) =>
  JSON.stringify(
    {
      builders: [{ type: 'null', ssh_host: '192.0.2.1', ssh_username: 'a', ssh_password: 'a' }],
      provisioners,
    },
    null,
    2,
  );
const shell = (...scripts: readonly string[]) => ({ type: 'shell', scripts });

/** A project whose templates are made to be built from its top folder, with something of each kind that can go wrong. */
const project: Readonly<Record<string, string>> = {
  'boxwright.json': '{"rules": {"crlf-shell-script": "off"}, "ignore": ["wip/"]}',
  '.gitignore': 'cookbooks/\n/downloads/*\n*.iso\n',
  '.gitmodules': '[submodule "common"]\n\tpath = vendor/common\n\turl = https://example.com/common\n',
  'wip/broken.json': template(shell('nowhere.sh')),
  'scripts/base.sh': 'set -e\r\n',
  'scripts/Update.sh': 'set -e\n',
  'linux/debian/setup.sh': 'set -e\n',
  'linux/debian/debian.json': template(
    shell('scripts/base.sh', 'linux/debian/setup.sh', 'scripts/update.sh', 'scripts/missing.sh'),
    shell('linked/init.sh', '/dev/null'),
    { type: 'file', source: 'cookbooks', destination: '/tmp' },
    { type: 'file', source: 'downloads', destination: '/tmp' },
    { type: 'file', source: 'downloads/a.zip', destination: '/tmp/a.zip' },
    { type: 'file', source: 'tools.iso', destination: '/tmp/tools.iso' },
  ),
  'linux/suse.pkr.hcl': `source "null" "suse" {
  ssh_host     = "192.0.2.1"
  ssh_username = "a"
  ssh_password = "a"
}

build {
  sources = ["null.suse"]
  provisioner "shell" {
    script = "\${path.root}/../scripts/gone.sh"
  }
}
`,
};

/** What stands at the top of a project, by the form in which somebody has it. */
const forms: Readonly<Record<string, (top: string) => void>> = {
  'an unpacked archive': () => undefined,
  'a clone': (top) => mkdirSync(path.join(top, '.git')),
  'a worktree': (top) => writeFileSync(path.join(top, '.git'), 'gitdir: /elsewhere\n'),
  'a clone of Mercurial': (top) => mkdirSync(path.join(top, '.hg')),
  'a working copy of Subversion': (top) => mkdirSync(path.join(top, '.svn')),
};

describe('the same findings in a clone and in an unpacked archive', () => {
  let temporary: string;
  before(() => (temporary = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-forms-')))));
  after(() => rmSync(temporary, { recursive: true }));

  /** The report on some paths, from a folder of the project; both relative to it. */
  async function report(form: string, cwd: string, paths: readonly string[]): Promise<string> {
    const top = path.join(temporary, form.replace(/ /g, '-'), 'project');
    if (!new DiskFiles().kind(top)) {
      for (const [name, text] of Object.entries(project)) {
        mkdirSync(path.dirname(path.join(top, name)), { recursive: true });
        writeFileSync(path.join(top, name), text);
      }
      symlinkSync(path.join('vendor', 'common', 'linux'), path.join(top, 'linked'));
      forms[form]?.(top);
    }
    const from = path.join(top, cwd);
    const named = paths.map((one) => path.resolve(from, one));
    const sources = new DiskFiles(givenFolders(from, named), from);
    const result = await lintPaths(named, sources, rules, loadTestReader);
    return jsonReport({ ...result, sources, cwd: from }, '1.0.0');
  }

  for (const [cwd, ...paths] of [
    ['.', '.'],
    ['.', 'linux'],
    ['.', 'linux/debian/debian.json', 'linux/suse.pkr.hcl'],
    ['..', 'project'],
    ['..', 'project/linux/debian'],
    ['linux', '..'],
  ] as const)
    for (const form of Object.keys(forms).slice(1))
      it(`lint ${paths.join(' ')} in ${cwd}: ${form}`, async () => {
        const [archive, other] = [
          await report('an unpacked archive', cwd, paths),
          await report(form, cwd, paths),
        ];
        assert.equal(other, archive);
      });

  it('are those that the project deserves', async () => {
    const { findings } = JSON.parse(await report('an unpacked archive', '.', ['.'])) as {
      findings: { rule: string; severity: string; message: string }[];
    };
    assert.deepEqual(
      findings.map(({ rule, severity, message }) => [
        rule,
        severity,
        message.replace(/ (in|on disk|exist)\b.*/, ''),
      ]),
      [
        ['file-missing', 'warning', "The script 'scripts/update.sh' is spelled 'scripts/Update.sh'"],
        ['file-missing', 'error', "The script 'scripts/missing.sh' does not"],
        ['file-missing', 'hint', "The script 'linked/init.sh' does not"],
        ['file-missing', 'hint', "The file 'cookbooks' does not"],
        ['file-missing', 'hint', "The file 'downloads' does not"],
        ['file-missing', 'hint', "The file 'downloads/a.zip' does not"],
        ['file-missing', 'hint', "The file 'tools.iso' does not"],
        ['file-missing', 'error', "The script 'scripts/gone.sh' does not"],
      ],
    );
  });

  it('say the same wherever the project lies', async () => {
    const here = await report('an unpacked archive', '.', ['.']);
    const moved = path.join(temporary, 'another place');
    cpSync(path.join(temporary, 'an-unpacked-archive', 'project'), moved, {
      recursive: true,
      verbatimSymlinks: true,
    });
    const sources = new DiskFiles([moved], moved);
    const result = await lintPaths([moved], sources, rules, loadTestReader);
    assert.equal(jsonReport({ ...result, sources, cwd: moved }, '1.0.0'), here);
    assert.ok(!here.includes(temporary));
  });
});
