import assert from 'node:assert/strict';
import { lintFile } from '../../../src/lint/lintFile';
import { knownPaths, UnreadablePath } from '../../../src/lint/lintPaths';
import { withText } from '../../../src/lint/withText';
import { rules } from '../../../src/rules/rules';
import { memoryFiles } from '../../support/memoryFiles';
import { answerFile, jsonTemplate, loadTestReader } from '../../support/ruleTests';

const texts = {
  '/project/packer/windows.json': jsonTemplate(
    { memory: 2048 },
    { type: 'powershell', script: 'scripts/setup.ps1' },
  ),
  '/project/packer/Autounattend.xml': answerFile({ firstLogon: ['winrm quickconfig -q'] }),
  '/project/packer/scripts/setup.ps1': 'Get-Item\n',
};
const disk = memoryFiles(texts, '/project');

describe('withText', () => {
  it('has another text of a file', () => {
    const files = withText(disk, '/project/packer/scripts/setup.ps1', 'new');
    assert.equal(files.read('/project/packer/scripts/setup.ps1'), 'new');
    assert.equal(files.read('/project/packer/windows.json'), texts['/project/packer/windows.json']);
    assert.deepEqual(files.list('/project/packer/scripts'), ['setup.ps1']);
  });

  it('has a file that is not there yet', () => {
    const files = withText(disk, '/project/packer/a.json', '{}');
    assert.equal(files.kind('/project/packer/a.json'), 'file');
    assert.deepEqual(files.list('/project/packer'), [
      'Autounattend.xml',
      'a.json',
      'scripts',
      'windows.json',
    ]);
    assert.equal(files.kind('/project/packer/b.json'), undefined);
  });
});

describe('lintFile', () => {
  const lint = async (path: string, text: string) => {
    const { findings } = await lintFile(path, withText(disk, path, text), rules, loadTestReader);
    assert.ok(findings.every(({ location }) => location.path === path));
    return findings.map(({ rule }) => rule);
  };

  it('finds in a template what is wrong in it', async () => {
    const path = '/project/packer/windows.json';
    assert.ok((await lint(path, texts[path])).includes('memory-below-4gb'));
    assert.ok(!(await lint(path, texts[path].replace('2048', '4096'))).includes('memory-below-4gb'));
  });

  it('finds in a script what is wrong by the templates that run it', async () => {
    const path = '/project/packer/scripts/setup.ps1';
    assert.deepEqual(await lint(path, 'Get-Item\n'), []);
    assert.ok((await lint(path, 'Restart-Computer\n')).includes('reboot-in-provisioner'));
  });

  it('takes an answer file that nobody uses for itself', async () => {
    const restarts = answerFile({ firstLogon: ['shutdown /r /t 0', 'winrm quickconfig -q'] });
    for (const path of [
      '/project/packer/Autounattend.xml',
      '/project/lone/Autounattend.xml',
      '/else/Autounattend.xml',
    ])
      assert.ok((await lint(path, restarts)).length > 0, path);
  });

  it('refuses what it knows nothing of', async () => {
    await assert.rejects(lint('/project/packer/scripts/other.ps1', 'Restart-Computer'), UnreadablePath);
  });
});

describe('knownPaths', () => {
  it('are those that can be linted and are not ignored', () => {
    const files = memoryFiles(
      {
        ...texts,
        '/project/boxwright.json': '{"ignore": ["wip/"]}',
        '/project/wip/a.json': texts['/project/packer/windows.json'],
        '/project/package.json': '{"name": "x"}',
      },
      '/project',
    );
    assert.deepEqual(
      knownPaths(
        [
          '/project/packer/windows.json',
          '/project/packer/Autounattend.xml',
          '/project/packer/scripts/setup.ps1',
          '/project/wip/a.json',
          '/project/package.json',
          '/project/packer',
          '/project/nowhere',
        ],
        files,
      ),
      [
        '/project/packer/windows.json',
        '/project/packer/Autounattend.xml',
        '/project/packer',
        '/project/nowhere',
      ],
    );
  });
});
