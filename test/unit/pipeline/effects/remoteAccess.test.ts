import { table } from './support';

const setUp = '+service, +startup, +listener 5985, +firewall 5985 private';
const wsman = 'WSMan:\\localhost';

describe('effects: WinRM', () => {
  table('powershell', {
    [setUp]: [
      'winrm quickconfig -q',
      'winrm qc',
      'WinRM.cmd quickconfig -transport:http',
      'Set-WSManQuickConfig -Force',
    ],
    '+service, +startup, +listener 5986': [
      'winrm quickconfig -transport:https',
      'Set-WSManQuickConfig -UseSSL',
    ],
    '+service bounces, +startup, +listener 5985, +firewall 5985 private': [
      'Enable-PSRemoting -Force',
      'enable-psremoting',
      'Microsoft.PowerShell.Core\\Enable-PSRemoting -f',
    ],
    '+service bounces, +startup, +listener 5985, +firewall 5985': [
      'Enable-PSRemoting -SkipNetworkProfileCheck',
    ],
    '-psremoting': ['Disable-PSRemoting -Force'],
    '+listener 5986': [
      `New-Item -Path ${wsman}\\Listener -Transport HTTPS -Address * -CertificateThumbPrint $x -Force`,
      'ni wsman:/localhost/Listener -Tra HTTPS',
      "New-WSManInstance winrm/config/Listener -SelectorSet @{Address='*';Transport='HTTPS'} -ValueSet @{Hostname='x'}",
      `winrm create "winrm/config/Listener?Address=*+Transport=HTTPS" '@{Hostname="x";CertificateThumbprint="y"}'`,
      `Set-Item ${wsman}\\Listener\\Listener_1\\Port -Value 5986 -Force`,
    ],
    '+listener 55985': [`winrm set winrm/config/listener?Address=*+Transport=HTTP '@{Port="55985"}'`],
    '-listener': [`Remove-Item ${wsman}\\Listener\\* -Recurse`],
    '-listener 5985': ['winrm delete winrm/config/listener?Address=*+Transport=HTTP'],
    '+basic': [
      `winrm set winrm/config/service/auth '@{Basic="true"}'`,
      'winrm s winrm/config/service/auth "@{Basic=`"true`"}"',
      `cmd.exe /c 'winrm set "winrm/config/service/auth" @{Basic="true"}'`,
      `cmd /c winrm set winrm/config/service/auth '@{Basic="true";Kerberos="false"}'`,
      `Set-Item ${wsman}\\Service\\Auth\\Basic $true`,
      `Set-Item -Path "${wsman}\\Service\\Auth\\Basic" -Value 'true' -Force`,
      `$on = 'true'; si ${wsman}\\Service\\Auth\\Basic $on`,
      "Set-WSManInstance -ResourceURI winrm/config/service/auth -ValueSet @{Basic='true'}",
      'Set-ItemProperty HKLM:\\SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM\\Service -Name AllowBasic -Value 1',
    ],
    '-basic': [`Set-Item ${wsman}\\Service\\Auth\\Basic -Value $false`],
    '+unencrypted': [
      `winrm set winrm/config/service '@{AllowUnencrypted="true"}'`,
      `set-item ${wsman}\\service\\AllowUnencrypted -value $true`,
    ],
    '+network': [
      'Set-NetConnectionProfile -NetworkCategory Private',
      'Get-NetConnectionProfile | Set-NetConnectionProfile -NetworkCat private',
      '$list.GetNetworkConnections() | % { $_.GetNetwork().SetCategory(1) }',
      'New-Item HKLM:\\System\\CurrentControlSet\\Control\\Network -Name NewNetworkWindowOff',
    ],
    '-link': ['Disable-NetAdapter -Name Ethernet'],
    'selfSignedCertificate, +service bounces, +startup, +listener 5985, +listener 5986, +basic, +firewall 5985, +firewall 5986':
      [
        '& C:\\x\\ConfigureRemotingForAnsible.ps1 -ForceNewSSLCert',
        'powershell -File $env:TEMP\\ConfigureRemotingForAnsible.ps1',
        "iex ((New-Object Net.WebClient).DownloadString('https://x/ConfigureRemotingForAnsible.ps1'))",
        'iwr https://x/ConfigureRemotingForAnsible.ps1 -UseBasicParsing | iex',
      ],
    '': [
      'winrm enumerate winrm/config/listener',
      'winrm get winrm/config',
      'winrm quickconfig -r:other',
      // A hash table of PowerShell's arrives as the name of its type.
      'winrm set winrm/config/service @{AllowUnencrypted="true"}',
      `winrm set winrm/config/client/auth '@{Basic="true"}'`,
      `winrm set winrm/config/winrs '@{MaxMemoryPerShellMB="800"}'`,
      `Set-Item ${wsman}\\Client\\TrustedHosts *`,
      'Enable-PSRemoting -WhatIf',
      'Get-Command Enable-PSRemoting',
      'iwr https://x/ConfigureRemotingForAnsible.ps1 -OutFile x.ps1',
      'New-Item C:\\Listener',
    ],
  });
  table('batch', {
    [setUp]: [
      'winrm quickconfig -q',
      'call winrm.cmd quickconfig -q',
      'cmd.exe /c winrm quickconfig -quiet',
      'cscript //nologo %windir%\\system32\\winrm.vbs quickconfig',
    ],
    '+basic': [
      'call winrm set winrm/config/service/auth @{Basic="true"}',
      'powershell -c "winrm set winrm/config/service/auth \'@{Basic=\\"true\\"}\'"',
      'reg add HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM\\Service /v AllowBasic /t REG_DWORD /d 1 /f',
    ],
    '-unencrypted': ['winrm set winrm/config/service @{AllowUnencrypted="false"}'],
    '+listener 5986': [
      'winrm create winrm/config/Listener?Address=*+Transport=HTTPS @{Hostname="x"; Thumb="y"}',
    ],
    '+network': ['reg add "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Network\\NewNetworkWindowOff" /f'],
    '': ['echo winrm quickconfig', 'rem winrm quickconfig', 'reg add HKLM\\SOFTWARE\\x /v AllowBasic /d 1'],
  });
});

describe('effects: the firewall', () => {
  table('powershell', {
    '+firewall 5985': [
      'New-NetFirewallRule -DisplayName WinRM -Direction Inbound -LocalPort 5985 -Protocol TCP -Action Allow',
      'New-NetFirewallRule -DisplayName x -LocalPort 5985 -Protocol TCP',
      "Enable-NetFirewallRule -DisplayGroup 'Windows Remote Management'",
      'Enable-NetFirewallRule WINRM-HTTP-In-TCP',
      'Set-NetFirewallRule -Name WINRM-HTTP-In-TCP-PUBLIC -Enabled True',
      'Get-NetFirewallRule -Name WINRM-HTTP-In-TCP | Set-NetFirewallRule -Action Allow',
      'netsh advfirewall firewall set rule group="Windows Remote Management" new enable=yes',
    ],
    '+firewall 5985, +firewall 5986': [
      'New-NetFirewallRule -Name x -LocalPort 5985,5986 -Protocol TCP -Action Allow',
      'New-NetFirewallRule -Name x -LocalPort 5985-5986 -Action Allow',
      'netsh advfirewall firewall add rule name=x dir=in localport=5985,5986 protocol=TCP action=allow',
    ],
    '-firewall 5985': [
      'Disable-NetFirewallRule -Name WINRM-HTTP-In-TCP',
      'Set-NetFirewallRule -Name WINRM-HTTP-In-TCP -Action Block',
      'New-NetFirewallRule -DisplayName x -LocalPort 5985 -Action Block',
    ],
    '-firewall': ['Remove-NetFirewallRule -DisplayName WinRM'],
    '+filter': [
      'Set-NetFirewallProfile -Profile Domain,Public,Private -Enabled False',
      'Set-NetFirewallProfile -All -Enabled $false',
      'netsh advfirewall set allprofiles state off',
    ],
    '-filter': ['Set-NetFirewallProfile -Enabled True'],
    '': [
      'New-NetFirewallRule -DisplayName x -LocalPort 3389 -Action Allow',
      'New-NetFirewallRule -DisplayName WinRM -Direction Outbound -LocalPort 5985 -Action Allow',
      'New-NetFirewallRule -DisplayName x -Protocol UDP -LocalPort 5985',
      "Enable-NetFirewallRule -DisplayGroup 'Remote Desktop'",
      'Set-NetFirewallProfile -Profile Domain -Enabled False',
      'Set-NetFirewallRule -Name WINRM-HTTP-In-TCP -RemoteAddress Any',
    ],
  });
  table('batch', {
    '+firewall 5985': [
      'netsh advfirewall firewall add rule name="Port 5985" dir=in action=allow protocol=TCP localport=5985',
      'netsh advfirewall firewall set rule name="WinRM-HTTP" new action=allow',
      'netsh advfirewall firewall set rule name="Windows Remote Management (HTTP-In)" new enable=yes action=allow',
      'NETSH.EXE firewall add portopening TCP 5985 "WinRM"',
      'netsh firewall add portopening protocol=TCP port=5985 name=x',
    ],
    '-firewall 5985': [
      'netsh advfirewall firewall set rule name="WinRM-HTTP" new action=block',
      'netsh advfirewall firewall set rule group="Windows Remote Management" new enable=no',
      'netsh advfirewall firewall set rule name="Windows Remote Management (HTTP-In)" new enable=yes action=block',
      'netsh advfirewall firewall delete rule name="Port 5985"',
      'netsh firewall delete portopening TCP 5985',
    ],
    '-firewall 5986, +firewall 5986': [
      'netsh advfirewall firewall add rule name="WinRM 5986" dir=in action=block localport=5986 protocol=TCP\nnetsh advfirewall firewall delete rule name="WinRM 5986"',
    ],
    '+firewall 22': [
      'netsh advfirewall firewall add rule name="ssh" dir=in action=allow protocol=TCP localport=22',
    ],
    '+filter': ['netsh advfirewall set allprofiles state off', 'netsh firewall set opmode disable'],
    '': [
      'netsh advfirewall firewall set rule group="Windows Remote Administration" new enable=yes',
      'netsh advfirewall firewall add rule name="RDP" dir=in action=allow protocol=TCP localport=3389',
      'netsh advfirewall firewall add rule name="WinRM" dir=out action=allow protocol=TCP localport=5985',
      'netsh advfirewall firewall show rule name="WinRM-HTTP"',
      'netsh advfirewall set domainprofile state off',
      'netsh firewall add portopening UDP 5985 x',
    ],
  });
});

describe('effects: services', () => {
  table('powershell', {
    '+service': [
      'Start-Service winrm',
      'sasv -Name WinRM',
      'net start winrm',
      'sc.exe start winrm',
      'Set-Service winrm -Status Running',
    ],
    '-service': [
      'Stop-Service winrm -Force',
      'Stop-Service -Name foo,winrm',
      'Get-Service winrm | Stop-Service',
      '$s = Get-Service winrm; Stop-Service $s',
      "Stop-Service -DisplayName 'Windows Remote Management (WS-Management)'",
      'net stop winrm /y',
    ],
    '+service bounces': ['Restart-Service winrm', 'gsv winrm | Restart-Service'],
    '+startup': [
      'Set-Service winrm -StartupType Automatic',
      'Set-Service -Name WinRM -startuptype "auto"',
      'sc.exe config winrm start= auto',
      '. sc.exe config "WinRM" start=delayed-auto',
    ],
    '-startup': ['Set-Service -Name winrm -StartupType Disabled', 'sc.exe config winrm start= disabled'],
    '+startup, +service': ['Set-Service winrm -StartupType Automatic -Status Running'],
    '+sshd': ['Start-Service sshd', 'net start sshd', "Start-Service 'OpenSSHd'"],
    '+sshdStartup': ['Set-Service -Name sshd -StartupType Automatic'],
    '+sshdInstalled': ['& "$home\\install-sshd.ps1"'],
    'installs, +sshdInstalled, elevation': [
      'Add-WindowsCapability -Online -Name OpenSSH.Server~~~~0.0.1.0',
      "Get-WindowsCapability -Online -Name 'OpenSSH.Server*' | Add-WindowsCapability -Online",
    ],
    'installs, +sshdInstalled, +sshdStartup, +sshd': [
      `choco install openssh -y -params '"/SSHServerFeature"'`,
      'C:\\x\\setupssh-7.1.exe /S',
    ],
    // An alias.
    setContentAlias: ['sc config winrm start= auto', 'SC stop winrm'],
    '': [
      'sc C:/x.txt hello',
      'Restart-Service spooler',
      'Get-Service winrm',
      'Restart-Service winrm -WhatIf',
      'sc.exe query winrm',
      'net start spooler',
      'net use x: \\\\y\\winrm',
    ],
  });
  table('batch', {
    '+service': [
      'net start winrm',
      'sc start WinRM',
      'net start "Windows Remote Management (WS-Management)"',
    ],
    '-service': ['sc stop winrm', 'net1 stop winrm'],
    '+startup': ['sc config winrm start= auto', 'sc.exe config winrm start=auto'],
    '-startup': [
      'sc config winrm start= demand',
      'reg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\WinRM /v Start /t REG_DWORD /d 4 /f',
    ],
    '+sshd': ['cygrunsrv -S sshd', 'C:\\cygwin\\bin\\cygrunsrv.exe --start sshd', 'net start opensshd'],
    '-sshd': ['cygrunsrv -E sshd'],
    '': ['sc query winrm', 'echo net start winrm', 'cygrunsrv -I sshd -p /usr/sbin/sshd'],
  });
});
