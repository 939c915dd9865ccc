import assert from 'node:assert/strict';
import { lintAnswerFile } from '../../../src/lint/lintAnswerFile';
import { Projects } from '../../../src/lint/project';
import { isAnswerFileName } from '../../../src/lint/kindByName';
import type { Finding } from '../../../src/rules/finding';
import type { Report, Rule } from '../../../src/rules/rule';
import { memoryFiles } from '../../support/memoryFiles';
import { answerFile, jsonTemplate, lintProject } from '../../support/ruleTests';

describe('lintAnswerFile', () => {
  const path = '/p/Autounattend.xml';
  const text = answerFile({ firstLogon: ['cmd.exe /c winrm quickconfig -q', 'shutdown /r /t 0'] });

  const projectOf = (files: Record<string, string>) => new Projects(memoryFiles(files, '/p')).ofFile(path);

  /** A rule that says something of each step that stands in the answer file, and of the assumed machine. */
  const rule = (byConnection: boolean): Rule => ({
    id: 'reboot-in-provisioner',
    severity: 'error',
    category: 'template',
    since: '0.1.0',
    summary: 'A test.',
    fixes: [],
    ...(byConnection && { byConnection: true }),
    *check({ timelines }): Generator<Report> {
      for (const { build, steps } of timelines) {
        yield { message: 'Of the machine.', location: build.typeLocation, builds: [build] };
        for (const step of steps) yield { message: 'Of a step.', location: step.location, builds: [build] };
      }
    },
  });
  const lint = (byConnection: boolean, config = '{}') =>
    lintAnswerFile(path, projectOf({ [path]: text, '/p/boxwright.json': config }), [rule(byConnection)])
      .findings;

  it('says what is wrong in the file, and nothing of the machine that it assumes', () => {
    const findings = lint(false);
    assert.ok(findings.length > 0);
    for (const { message, severity, location, related } of findings) {
      assert.equal(message, 'Of a step.');
      assert.equal(severity, 'error');
      assert.equal(location.path, path);
      assert.deepEqual(related, []);
    }
  });

  it('asks nothing that depends on the connection', () => {
    assert.deepEqual(lint(true), []);
  });

  it('follows the configuration of the project', () => {
    assert.deepEqual(lint(false, '{"rules": {"reboot-in-provisioner": "off"}}'), []);
  });

  it('asks about a file whatever its name', () => {
    const other = '/p/answers/unattend_arm64.xml';
    const project = new Projects(memoryFiles({ [other]: text }, '/p')).ofFile(other);
    assert.ok(lintAnswerFile(other, project, [rule(false)]).findings.length > 0);
    assert.deepEqual(lintAnswerFile('/p/none.xml', project, [rule(false)]), {
      findings: [],
      failures: [],
      files: [],
    });
  });

  it('is asked only of files that no template leads to', async () => {
    const strands = ({ rule: id }: Finding) => id === 'reboot-strands-first-logon';
    const behind = answerFile({ firstLogon: ['shutdown /r /t 0', 'winrm quickconfig -q'] });
    const alone = (await lintProject({ '/project/Autounattend.xml': behind })).find(strands);
    assert.deepEqual(
      alone?.related.map(({ message }) => message),
      ['This does not run.'],
    );
    const used = (
      await lintProject({ '/project/Autounattend.xml': behind, '/project/windows.json': jsonTemplate({}) })
    ).find(strands);
    assert.match(used?.related.map(({ message }) => message).join() ?? '', /Affects build/);
  });

  it('assumes no Packer, whatever is wrong in the file', async () => {
    const wrong = answerFile({
      specialize: ['winrm quickconfig -q', 'shutdown /r /t 0'],
      firstLogon: [
        'winrm quickconfig -q',
        'netsh advfirewall firewall add rule name="w" dir=in action=allow protocol=TCP localport=5985',
        'net stop winrm',
        'choco install -y x',
        'shutdown /r /t 0',
        'wuauclt /updatenow',
      ],
    }).replace(/ *<AutoLogon>[^]*<\/AutoLogon>\n/, '');
    const findings = await lintProject({ '/project/Autounattend.xml': wrong });
    assert.deepEqual(
      findings.filter(({ message }) => /Packer|WinRM/.test(message)).map(({ message }) => message),
      [],
    );
    assert.deepEqual([...new Set(findings.map((one) => one.rule))].sort(), [
      'reboot-strands-first-logon',
      'specialize-reboot-command',
    ]);
  });

  it('knows the name that Windows Setup looks for', () => {
    for (const name of [
      '/a/Autounattend.xml',
      'C:\\a\\AUTOUNATTEND.XML',
      'autounattend.xml',
      '/a/unattend.xml',
    ])
      assert.ok(isAnswerFileName(name), name);
    for (const name of ['/a/answers.xml', '/a/autounattend.xml.erb'])
      assert.ok(!isAnswerFileName(name), name);
  });
});
