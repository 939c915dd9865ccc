import assert from 'node:assert/strict';
import { lintVagrantfile } from '../../../src/lint/lintVagrantfile';
import { Projects } from '../../../src/lint/project';
import { isVagrantfile } from '../../../src/lint/kindByName';
import type { Report, Rule } from '../../../src/rules/rule';
import { memoryFiles } from '../../support/memoryFiles';
import { loadTestReader } from '../../support/ruleTests';

describe('lintVagrantfile', () => {
  const path = '/p/Vagrantfile';
  const text = `Vagrant.configure("2") do |config|
  config.vm.box = "windows"
  config.vm.provision "shell", path: "setup.ps1"
end
`;

  const projectOf = (files: Record<string, string>) => new Projects(memoryFiles(files, '/p')).ofFile(path);

  /** A rule that says how many scripts a Vagrantfile runs, in the first of them. */
  const rule: Rule = {
    id: 'file-missing',
    severity: 'warning',
    category: 'template',
    since: '0.1.0',
    summary: 'A test.',
    fixes: [],
    *checkVagrantfile({ scripts, source }, { minimumMemory }): Generator<Report> {
      yield {
        message: `${scripts.length} scripts, ${minimumMemory} MB`,
        location: { path: source.path, span: { start: 0, end: 1 } },
      };
    },
    *check(): Generator<Report> {
      yield { message: 'No template is asked.', location: { path, span: { start: 0, end: 0 } } };
    },
  };
  const lint = async (content: string, config = '{}') =>
    lintVagrantfile(
      path,
      projectOf({ [path]: content, '/p/setup.ps1': 'Get-Item', '/p/boxwright.json': config }),
      await loadTestReader(),
      [rule],
    );

  it('asks the rules on Vagrantfiles, with the scripts', async () => {
    const { findings, files } = await lint(text);
    assert.deepEqual(
      findings.map(({ message, severity }) => [message, severity]),
      [['1 scripts, 4096 MB', 'warning']],
    );
    assert.deepEqual([...files].sort(), ['/p/Vagrantfile', '/p/setup.ps1']);
  });

  it('follows the configuration of the project', async () => {
    const { findings } = await lint(text, '{"rules": {"file-missing": "error"}, "minimumMemory": 6000}');
    assert.deepEqual(
      findings.map(({ message, severity }) => [message, severity]),
      [['1 scripts, 6000 MB', 'error']],
    );
  });

  it('leaves alone a template of a Vagrantfile, and what is not there', async () => {
    assert.deepEqual(await lint(`<% if x %>\n${text}<% end %>`), {
      findings: [],
      failures: [],
      files: [path],
    });
    const reader = await loadTestReader();
    assert.deepEqual(lintVagrantfile(path, projectOf({}), reader, [rule]), {
      findings: [],
      failures: [],
      files: [],
    });
  });

  it('reads what is not finished', async () => {
    assert.equal((await lint(text.replace(/end\n$/, ''))).findings.length, 1);
  });

  it('knows Vagrantfiles by their names', () => {
    for (const name of [
      '/p/Vagrantfile',
      'C:\\p\\Vagrantfile',
      '/p/vagrantfile-windows.template',
      '/p/Vagrantfile.tpl',
      '/p/Vagrantfile-win.rb',
      '/p/box.vagrantfile',
    ])
      assert.ok(isVagrantfile(name), name);
    for (const name of ['/p/MyVagrantfile', '/p/Vagrantfile.md', '/p/Vagrantfile/a.rb', '/p/a.rb'])
      assert.ok(!isVagrantfile(name), name);
  });
});
