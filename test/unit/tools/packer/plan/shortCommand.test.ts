import assert from 'node:assert/strict';
import { firstCommand, shortCommand } from '../../../../../src/tools/packer/plan/shortCommand';
import { assertLinear } from '../../../../support/assertLinear';

describe('a command line in a row', () => {
  for (const [line, short] of [
    ['cmd.exe /c powershell -ExecutionPolicy Bypass -File a:\\fix-network.ps1', 'fix-network.ps1'],
    [
      'cmd.exe /c powershell -Command "Set-ExecutionPolicy -ExecutionPolicy RemoteSigned -Force"',
      'Set-ExecutionPolicy -ExecutionPolicy RemoteSigned -Force',
    ],
    ['%SystemRoot%\\System32\\WindowsPowerShell\\v1.0\\powershell.exe -NoLogo -c Get-Date', 'Get-Date'],
    ['"C:\\Program Files\\PowerShell\\7\\pwsh.exe" -File C:\\s.ps1 -Wait', 's.ps1 -Wait'],
    ['cmd /s /c "net stop winrm"', 'net stop winrm'],
    ['start "setup" /wait a:\\setup.exe /quiet', 'setup.exe /quiet'],
    ['sudo -E bash -c "apt-get update"', 'apt-get update'],
    ['sudo /usr/bin/systemctl restart x', 'systemctl restart x'],
    ['"E:\\my tools\\x.exe" /S', 'x.exe /S'],
    ['"a b" c', 'a b c'],
    ['curl https://example.com/a/b.sh', 'curl https://example.com/a/b.sh'],
    ['https://example.com/a/b.ps1', 'https://example.com/a/b.ps1'],
    ['net user vagrant S3cret /add', 'net user vagrant ••• /add'],
    ['powershell', 'powershell'],
    ['  winrm   quickconfig -q ', 'winrm quickconfig -q'],
    ['cmd /c', 'cmd /c'],
    ['', ''],
  ] as const)
    it(`is short: ${line}`, () => assert.equal(shortCommand(line), short));

  for (const [script, first] of [
    ['#!/bin/sh\n# comment\nset -e\n\nsudo apt-get install -y x\nreboot', 'apt-get install -y x'],
    [
      "$ErrorActionPreference = 'Stop'\n$ProgressPreference='SilentlyContinue'\nInstall-WindowsFeature Web-Server",
      'Install-WindowsFeature Web-Server',
    ],
    ['@echo off\r\nREM x\r\n:: y\r\nnet stop winrm', 'net stop winrm'],
    ['# nothing else', undefined],
    ['', undefined],
  ] as const)
    it(`is the first that does something: ${JSON.stringify(script)}`, () =>
      assert.equal(firstCommand(script), first));

  it('is read in linear time', () => {
    for (const part of ['powershell -a b ', 'cmd /a ', 'start "x" /a ', '"', '\\', '- ', 'sudo '])
      assertLinear(part, (length) => part.repeat(length / part.length), shortCommand);
  });
});
