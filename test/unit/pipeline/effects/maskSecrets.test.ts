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
    ["echo 'hunter 2' | sudo -S shutdown -P now", 'echo ••• | sudo -S shutdown -P now'],
    ['echo hunter2|sudo -E -S sh {{ .Path }}', 'echo •••|sudo -E -S sh {{ .Path }}'],
    ['echo "root:hunter2" | sudo chpasswd', 'echo ••• | sudo chpasswd'],
    ['echo -n hunter2 | passwd --stdin root', 'echo -n ••• | passwd ••• root'],
  ] as const)
    it(`hides the secret of ${command}`, () => assert.equal(maskSecrets(command), shown));

  for (const command of [
    'net user vagrant /active:yes',
    'wmic useraccount where "name=\'vagrant\'" set PasswordExpires=FALSE',
    'shutdown /r /t 0',
    'net user',
    'echo hello | sudo tee /etc/motd',
    'echo done; sudo -S true',
    'echo passwd | grep x',
  ])
    it(`leaves ${command}`, () => assert.equal(maskSecrets(command), command));
});
