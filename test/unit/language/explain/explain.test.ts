import assert from 'node:assert/strict';
import { explain } from '../../../../src/language/explain/explain';
import { answerFile, jsonTemplate } from '../../../support/ruleTests';
import { pipelineOf } from '../../../support/templates';

const answers = answerFile({
  firstLogon: [
    'cmd /c winrm quickconfig -q',
    'cmd /c winrm set winrm/config/service @{AllowUnencrypted="true"}',
    'cmd /c winrm set winrm/config/service/auth @{Basic="true"}',
    'netsh advfirewall firewall add rule name=winrm dir=in localport=5985 protocol=TCP action=allow',
    'shutdown /r /t 0',
  ],
});
const files = { '/project/Autounattend.xml': answers };

describe('what is told of a place', () => {
  const text = jsonTemplate({ memory: 2048 }, { type: 'powershell', inline: ['Restart-Computer'] });
  const pipeline = pipelineOf(text, files);
  const at = (path: string, source: string, what: string) =>
    explain(pipeline, path, source.indexOf(what) + 1).flatMap(({ lines }) => lines);

  it('is the memory and where it comes from', () => {
    assert.deepEqual(at('/project/template.json', text, '2048'), [
      "Memory of 'virtualbox-iso': 2048 MB, set by memory.",
    ]);
  });

  it('is the way in, at the communicator and at the builder', () => {
    const connects =
      "'virtualbox-iso' connects over WinRM, port 5985 (default), times out after 30 min (default).";
    assert.equal(at('/project/template.json', text, '"winrm"')[0], connects);
    const ofBuilder = at('/project/template.json', text, '"virtualbox-iso"');
    assert.equal(ofBuilder[0], connects);
    assert.equal(ofBuilder.at(-1), "Memory of 'virtualbox-iso': 2048 MB, set by memory.");
  });

  it('is what a command does, and when', () => {
    assert.deepEqual(at('/project/Autounattend.xml', answers, 'shutdown /r'), [
      'Restarts. It runs at the first logon, Order 5.',
    ]);
    assert.deepEqual(at('/project/template.json', text, 'Restart-Computer'), [
      'Restarts. It runs in a provisioner.',
    ]);
  });

  it('is nothing elsewhere', () => {
    assert.deepEqual(at('/project/template.json', text, 'iso_url'), []);
    assert.deepEqual(explain(pipeline, '/project/other', 0), []);
  });
});
