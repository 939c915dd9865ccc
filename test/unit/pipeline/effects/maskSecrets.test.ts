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
    ['export DB_PASSWORD=hunter2', 'export DB_PASSWORD=•••'],
    ['$env:DB_PASSWORD = "hunter 2"', '$env:DB_PASSWORD = •••'],
    ['AWS_SECRET_ACCESS_KEY=hunter2 aws s3 ls', 'AWS_SECRET_ACCESS_KEY=••• aws s3 ls'],
    ['ansible-playbook -e ansible_password=hunter2', 'ansible-playbook -e ansible_password=•••'],
    ['cmdkey /add:x /user:y /pass:hunter2', 'cmdkey /add:x /user:y /pass:•••'],
    ['az vm create --admin-password hunter2', 'az vm create --admin-password •••'],
    [
      'reg add HKLM /v DefaultPassword /t REG_SZ /d hunter2 /f',
      'reg add HKLM /v DefaultPassword /t REG_SZ /d ••• /f',
    ],
    [
      'Set-ItemProperty x -Name DefaultPassword -Value "h 2"',
      'Set-ItemProperty x -Name DefaultPassword -Value •••',
    ],
    ['git clone https://me:hunter2@example.com/a', 'git clone https://me:•••@example.com/a'],
    ['curl -H "Authorization: Bearer hunter2" x', 'curl -H "Authorization: ••• •••" x'],
    ['curl -u me:hunter2 x', 'curl -u me:••• x'],
    ['sshpass -p hunter2 ssh x', 'sshpass -p ••• ssh x'],
    ['docker login -u me -p hunter2', 'docker login -u me -p •••'],
    ['schtasks /create /ru x /rp hunter2', 'schtasks /create /ru x /rp •••'],
    ['echo "root:hunter2" | sudo chpasswd', 'echo ••• | sudo chpasswd'],
    ['echo -n hunter2 | passwd --stdin root', 'echo -n ••• | passwd ••• root'],
  ] as const)
    it(`hides the secret of ${command}`, () => assert.equal(maskSecrets(command), shown));

  for (const command of [
    'net user vagrant /active:yes',
    'wmic useraccount where "name=\'vagrant\'" set PasswordExpires=FALSE',
    'shutdown /r /t 0',
    'net user',
    'KEYBOARD=de-latin1 setup --key-file a.pem',
    'reg add HKLM /v AutoAdminLogon /t REG_SZ /d 1 /f',
    'Set-ItemProperty x -Name AutoLogonCount -Value 1',
    'curl https://example.com:8443/a@b',
    'net accounts /maxpwage:unlimited',
    'mkdir -p /etc/x',
    'curl -u me x',
    '$PasswordPolicy = "strict"',
    'echo hello | sudo tee /etc/motd',
    'echo done; sudo -S true',
    'echo passwd | grep x',
    "echo 'builder ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/builder",
  ])
    it(`leaves ${command}`, () => assert.equal(maskSecrets(command), command));
});
