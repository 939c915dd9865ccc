import assert from 'node:assert/strict';
import { effectsOf, table } from './support';

const query = 'Get-WmiObject Win32_OperatingSystem';

describe('effects: restarts', () => {
  table('powershell', {
    'reboot now': [
      'Restart-Computer',
      'restart-computer -Force',
      'Microsoft.PowerShell.Management\\Restart-Computer -f',
      'Restart-Computer -ComputerName localhost',
      'Restart-Computer -Comp . -Wait',
      'Restart-Computer $env:COMPUTERNAME',
      '& { Restart-Computer }',
      'Invoke-Command { Restart-Computer }',
      'shutdown /r /t 0',
      'shutdown.exe -r -t 0',
      '& "$env:SystemRoot\\System32\\shutdown.exe" /g',
      'SHUTDOWN /f/r/t 5',
      "Start-Process shutdown '-r -t 0'",
      'Start-Process -FilePath shutdown.exe -ArgumentList "/r", "/t", $seconds',
      'cmd /c "shutdown /r"',
      "iex 'shutdown /r'",
      `(${query}).Reboot()`,
      `(gwmi -Class win32_operatingsystem -EnableAllPrivileges).Win32Shutdown(6)`,
      `$os = ${query}; $os.Reboot()`,
      `${query} | ForEach-Object { $_.Win32Shutdown(2) }`,
      'Invoke-CimMethod -ClassName Win32_OperatingSystem -MethodName Reboot',
      'Get-CimInstance Win32_OperatingSystem | icim -MethodName Win32Shutdown -Arguments @{ Flags = 6 }',
      '$os = gcim Win32_OperatingSystem; Invoke-CimMethod -InputObject $os -MethodName Reboot',
      'Invoke-WmiMethod -Class Win32_OperatingSystem -Name Reboot',
      'psshutdown64 -accepteula -r -t 0',
      'wpeutil reboot',
      'rundll32.exe user32.dll,ExitWindowsEx 2,0',
      'Rename-Computer -NewName x -Restart',
      'Add-Computer -DomainName x -Cred $c -Rest',
      'netdom renamecomputer x /newname:y /reboot:5',
      'usoclient RestartDevice',
    ],
    'reboot now, wmic': ['wmic os where primary=true call reboot'],
    'reboot off, wmic': ['wmic os call shutdown'],
    wmic: ['wmic os get caption', 'wmic /node:other os call reboot'],
    'reboot off': [
      'Stop-Computer -Force',
      'shutdown /s /t 0',
      'shutdown -p',
      'shutdown /sg',
      `(${query}).Win32Shutdown(5)`,
      'wpeutil shutdown',
      'psshutdown -k',
    ],
    'reboot pending': [
      'Rename-Computer x',
      'Rename-Computer -NewName x -Restart:$false',
      'Add-Computer -WorkgroupName x',
      'Remove-Computer -UnjoinDomainCredential $c',
      'bcdedit /set nx OptOut',
      'netsh winsock reset',
      'netsh int ip reset c:\\log.txt',
      'netdom join x /domain:y',
      "Set-ItemProperty 'HKLM:\\SYSTEM\\x\\Memory Management' -Name PagingFiles -Value ''",
      'Install-ADDSForest -DomainName x -NoRebootOnCompletion',
    ],
    'reboot now -NoRebootOnCompletion': ['Install-ADDSForest -DomainName x -Force'],
    '': [
      'Restart-Computer -WhatIf',
      'Restart-Computer -wi',
      'Restart-Computer -ComputerName $other',
      'Restart-Computer other',
      'Restart-Computer -Cn other',
      'Invoke-Command -ComputerName other { Restart-Computer }',
      'Invoke-Command -Session $s -ScriptBlock { Restart-Computer }',
      '# Restart-Computer',
      'Write-Host "shutdown /r"; "shutdown /r"',
      "$x = @'\nRestart-Computer\n'@",
      'function Go { Restart-Computer }',
      'if ($false) { Restart-Computer }',
      '$block = @{ a = 1; b = "shutdown /r" }',
      'Register-ObjectEvent $x y -Action { Restart-Computer }',
      'shutdown /a',
      'shutdown /l',
      'shutdown /r /m \\\\other',
      'shutdown /r /t 60; Start-Sleep 1; shutdown -a',
      'shutdown /r /t 60; cmd /c "shutdown /a"',
      `(${query}).Win32Shutdown(0)`,
      `${query}; $vm.Reboot()`,
      '$server.Reboot()',
      'Invoke-CimMethod -ClassName Win32_Process -MethodName Create',
      'rundll32 printui.dll,PrintUIEntry /s',
      'bcdedit /enum',
      'netsh winsock show catalog',
      'Get-Command Restart-Computer',
    ],
  });
  table('batch', {
    'reboot now, wmic': ['wmic path Win32_OperatingSystem call Win32Shutdown 6'],
    'reboot now': [
      'shutdown /r /t 0',
      '%SystemRoot%\\System32\\Shutdown.EXE -R',
      'shutdown /f/r',
      'start "" /wait shutdown /r',
      'powershell -NoProfile -Command "Restart-Computer -Force"',
      'powershell -Command "(gwmi win32_operatingsystem).Reboot()"',
    ],
    'reboot off': ['shutdown /s /t 10 /f /c "x"'],
    '': ['rem shutdown /r', ':: shutdown /r', 'echo shutdown /r', 'reboot', 'shutdown /r & shutdown /a'],
  });
  table('shell', {
    'reboot now': [
      'reboot',
      'sudo reboot -f',
      '/sbin/shutdown -r now',
      'sudo shutdown --reboot +1',
      'systemctl reboot',
      'sudo systemctl --force reboot',
      'init 6',
      'telinit 6',
      "nohup sh -c 'sleep 2; reboot' &",
      'systemctl kexec',
      'systemctl isolate reboot.target',
      'systemctl start --no-block reboot.target',
      'kexec -e',
      'echo b > /proc/sysrq-trigger',
      'echo b | sudo tee /proc/sysrq-trigger',
      "su - root -c 'reboot'",
      'doas reboot',
      'timeout 30 reboot',
      'timeout -k 5 30s systemctl reboot',
      'nice -n 5 reboot',
      'setsid reboot',
      "trap 'reboot' EXIT",
    ],
    'reboot off': ['poweroff', 'shutdown -h now', 'shutdown now', 'systemctl poweroff', 'init 0', 'halt -p'],
    '': [
      '# reboot',
      'echo reboot',
      'kexec -l /boot/vmlinuz',
      'systemctl isolate multi-user.target',
      'echo s > /proc/sysrq-trigger',
      'echo b > /tmp/b',
      'echo b | tee /tmp/b',
      "trap 'reboot' INT",
      'su - reboot',
      'shutdown -c',
      'shutdown -k now',
      'shutdown --help',
      'systemctl enable reboot.target',
      'init 3',
      'reboot --help',
      '[ -f /var/run/reboot-required ]',
      "cat <<'EOF'\nreboot\nEOF",
      'Restart-Computer',
      'grub-reboot 1',
    ],
  });

  for (const [text, isCertain] of [
    ['apt-get update && reboot', true],
    ['test -e /run/reboot-required && reboot', false],
    ['[ -e /run/reboot-required ] && echo now && sudo reboot', false],
    ['[[ -e /x ]] && { sleep 1; reboot; }', false],
    ['grep -q x /etc/os-release && (reboot)', false],
    ['dpkg -s linux-image-amd64 | grep -q installed && reboot', false],
    ['dpkg -i x.deb && reboot', true],
    ['systemctl is-active sshd && reboot', false],
    ['systemctl stop sshd && reboot', true],
    ['sudo test -e /x && reboot', false],
    ['test -e /x || reboot', false],
    ['test -e /x || { reboot; }', false],
    ['test -e /x || true && reboot', true],
    ['test -e /x; reboot', true],
    ['if [ -e /x ]; then exit 0; fi\nreboot', false],
    ['if [ -e /x ]; then exit 1; fi\nreboot', true],
    ['[ -e /x ] && exit 0\nreboot', false],
    ['[ -e /x ] || exit\nreboot', false],
    ['[ -e /x ] || exit 1\nreboot', true],
    ['check() { [ -e /x ] && return 0; echo; }\ncheck\nreboot', true],
    ["sudo sh -c 'test -e /x && reboot'", false],
  ] as const)
    it(`${text} restarts ${isCertain ? 'for certain' : 'perhaps'}`, () =>
      assert.deepEqual(
        effectsOf('shell', text).flatMap(({ fact, always }) => (fact.kind === 'reboot' ? [always] : [])),
        [isCertain],
      ));

  for (const [text, isBeside] of [
    ['reboot &', true],
    ['(sleep 5; reboot) &', true],
    ["sudo sh -c '(sleep 5 && reboot) &'", true],
    ["nohup sh -c 'sleep 2; reboot' &", true],
    ['sleep 5 &\nreboot', undefined],
    ['a && reboot', undefined],
    ['reboot &> /dev/null', undefined],
  ] as const)
    it(`${text} restarts ${isBeside ? 'in the background' : 'at once'}`, () =>
      assert.deepEqual(
        effectsOf('shell', text).map(({ fact }) => fact.kind === 'reboot' && fact.beside),
        [isBeside],
      ));

  for (const [command, delay] of [
    ['shutdown -r', 60],
    ['shutdown -r now', undefined],
    ['sudo shutdown -r +5 "soon"', 300],
    ['shutdown -r 0', undefined],
  ] as const)
    it(`${command} leaves ${delay ?? 'no'} seconds in a shell`, () => {
      const [effect] = effectsOf('shell', command);
      assert.equal(effect?.fact.kind === 'reboot' ? effect.fact.delay : -1, delay);
    });

  for (const [command, delay] of [
    ['shutdown /r', 30],
    ['shutdown /r /t 0', undefined],
    ['shutdown -r -f -t 05', undefined],
    ['shutdown /t 60 /r', 60],
    ['shutdown /r /t:90', 90],
    ['shutdown /r /t %seconds%', 30],
  ] as const)
    it(`${command} leaves ${delay ?? 'no'} seconds`, () => {
      const [effect] = effectsOf('batch', command);
      assert.equal(effect?.fact.kind === 'reboot' ? effect.fact.delay : -1, delay);
    });
});
