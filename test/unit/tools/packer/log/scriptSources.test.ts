import assert from 'node:assert/strict';
import { readLine } from '../../../../../src/tools/packer/output/buildOutput';
import { ScriptSources } from '../../../../../src/tools/packer/log/scriptSources';

const uploadedScript = 'C:\\Windows\\Temp\\script-5f3a0b6e-1111-2222-3333-444455556666.ps1';

function after(...lines: string[]): ScriptSources {
  const sources = new ScriptSources();
  for (const line of lines) sources.line(readLine(line));
  return sources;
}

describe('ScriptSources', () => {
  it('knows the local file of an uploaded script', () => {
    const sources = after(
      '==> win: Provisioning with Powershell...',
      '==> win: Provisioning with powershell script: scripts/one.ps1',
    );
    assert.deepEqual(sources.find(uploadedScript, 'win'), { files: ['scripts/one.ps1'], inline: false });
    assert.deepEqual(sources.find(uploadedScript, 'other'), { files: [], inline: false });
  });

  it('takes the script that runs last, and keeps those of builds apart', () => {
    const sources = after(
      '==> one: Provisioning with shell script: a.sh',
      '==> two: Provisioning with shell script: b.sh',
      '==> one: Provisioning with shell script: c.sh',
    );
    assert.deepEqual(sources.find('/tmp/script_4711.sh', 'one').files, ['c.sh']);
    assert.deepEqual(sources.find('/tmp/script_4711.sh', 'two').files, ['b.sh']);
    assert.deepEqual(sources.find('a.sh', 'one').files, ['a.sh']);
  });

  it('knows inline commands, whose file is gone', () => {
    const sources = after(
      '2026-11-23T05:06:19Z: ==> one: Running local shell script: /tmp/packer-shell340009783',
    );
    assert.deepEqual(sources.find('/tmp/packer-shell340009783', 'one'), { files: [], inline: true });
  });

  it('knows files and folders that were uploaded', () => {
    const sources = after(
      '==> win: Uploading files/setup.ps1 => C:/Windows/Temp/setup.ps1',
      '==> win: Uploading modules => C:\\modules',
      '==> win: Uploading tools/ => C:/tools',
      '==> win: Uploading extra/late.ps1 => C:/late/',
    );
    const files = (path: string) => sources.find(path, 'win').files;
    assert.deepEqual(files('c:\\windows\\temp\\SETUP.ps1'), [
      'files/setup.ps1',
      'c:\\windows\\temp\\SETUP.ps1',
    ]);
    assert.equal(files('C:\\modules\\modules\\X.psm1')[0], 'modules/X.psm1');
    assert.equal(files('C:\\tools\\Sub\\t.ps1')[0], 'tools/Sub/t.ps1');
    assert.equal(files('C:\\late\\late.ps1')[0], 'extra/late.ps1');
  });
});
