import assert from 'node:assert/strict';
import { maskSecrets } from '../../../../src/pipeline/effects/maskSecrets';

describe('maskSecrets', () => {
  for (const [command, shown] of [
    ['net user vagrant hunter2 /add', 'net user vagrant ••• /add'],
    ['net.exe USER "a b" "hunter 2"', 'net.exe USER "a b" •••'],
    ['New-LocalUser x -Password hunter2 -Force', 'New-LocalUser x -Password ••• -Force'],
    ['setup.exe /password:hunter2 /q', 'setup.exe /password:••• /q'],
    ['msiexec /i x.msi PASSWORD="hunter 2"', 'msiexec /i x.msi PASSWORD=•••'],
    ["ConvertTo-SecureString 'hunter2' -AsPlainText", 'ConvertTo-SecureString ••• -AsPlainText'],
    ['curl --token hunter2', 'curl --token •••'],
  ] as const)
    it(`hides the secret of ${command}`, () => assert.equal(maskSecrets(command), shown));

  for (const command of [
    'net user vagrant /active:yes',
    'wmic useraccount where "name=\'vagrant\'" set PasswordExpires=FALSE',
    'shutdown /r /t 0',
    'net user',
  ])
    it(`leaves ${command}`, () => assert.equal(maskSecrets(command), command));
});
