import assert from 'node:assert/strict';
import { lintAnswerFile } from '../../../src/lint/lintAnswerFile';
import { Projects } from '../../../src/lint/project';
import { isAnswerFileName } from '../../../src/lint/subject';
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
    summary: 'A test.',
    fixable: false,
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

  it('tells as information, and with what it assumes, what depends on the connection', () => {
    const findings = lint(true);
    assert.ok(findings.length > 0);
    for (const { message, severity } of findings) {
      assert.equal(severity, 'info');
      assert.match(message, /^Of a step\. No template was found that uses this answer file/);
    }
  });

  it('follows the configuration of the project', () => {
    assert.deepEqual(lint(false, '{"rules": {"reboot-in-provisioner": "off"}}'), []);
  });

  it('leaves alone what is no answer file', () => {
    const other = projectOf({ [path]: '<project><target/></project>' });
    assert.deepEqual(lintAnswerFile(path, other, [rule(false)]), { findings: [], files: [] });
    assert.deepEqual(lintAnswerFile(path, projectOf({}), [rule(false)]), { findings: [], files: [] });
  });

  it('is asked only of files that no template leads to', async () => {
    const assumed = /No template was found/;
    const alone = await lintProject({ '/project/Autounattend.xml': text });
    assert.ok(alone.some(({ message }) => assumed.test(message)));
    const used = await lintProject({
      '/project/Autounattend.xml': text,
      '/project/windows.json': jsonTemplate({}),
    });
    assert.ok(used.length > 0);
    assert.ok(!used.some(({ message }) => assumed.test(message)));
  });

  it('knows the name that Windows Setup looks for', () => {
    for (const name of ['/a/Autounattend.xml', 'C:\\a\\AUTOUNATTEND.XML', 'autounattend.xml'])
      assert.ok(isAnswerFileName(name), name);
    for (const name of ['/a/unattend.xml', '/a/my-autounattend.xml', '/a/autounattend.xml.erb'])
      assert.ok(!isAnswerFileName(name), name);
  });
});
