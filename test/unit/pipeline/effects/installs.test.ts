import { table } from './support';

describe('effects: installations', () => {
  table('powershell', {
    'installs, reboot maybe': ['Install-WindowsFeature Web-Server -Restart', 'Add-WindowsFeature x -Rest'],
    'installs, reboot pending': [
      'Install-WindowsFeature Web-Server',
      'Remove-WindowsFeature x -Restart:$false',
      'Enable-WindowsOptionalFeature -Online -FeatureName x -NoRestart',
      'Disable-WindowsOptionalFeature -Online -FeatureName x -NoR',
      // The splat may hold what is missing.
      'Enable-WindowsOptionalFeature @options',
      'dism.exe /online /enable-feature /featurename:x /norestart',
      'msiexec /i x.msi /qn /norestart',
      'msiexec /x $code /quiet REBOOT=ReallySuppress',
      "Start-Process msiexec.exe -ArgumentList '/i', $path, '/qn', '/norestart' -Wait",
      `Start-Process msiexec "/i \`"$path\`" /qn REBOOT=R" -Wait`,
      'D:\\setup64.exe /s /v"/qn REBOOT=R"',
      'E:\\VBoxWindowsAdditions.exe /S',
      'choco install IIS-WebServer -source windowsfeatures',
    ],
    'installs, reboot maybe -NoRestart': ['Enable-WindowsOptionalFeature -Online -FeatureName x'],
    'installs, reboot maybe /norestart': [
      'msiexec /i x.msi /qn',
      'msiexec.exe /package $path /quiet',
      "Start-Process msiexec -ArgumentList '/i', $path, '/qn' -Wait",
      'dism /Online /Quiet /Enable-Feature /FeatureName:x',
      'vc_redist.x64.exe /quiet',
      'C:\\inno.exe /VERYSILENT',
    ],
    'installs, reboot maybe REBOOT=R': ['D:\\setup64.exe /S /v "/qn"'],
    'installs, reboot now': ['msiexec /i x.msi /quiet /forcerestart', 'msiexec /p x.msp /qn REBOOT=Force'],
    'installs, reboot maybe --norestart, elevation': ['.\\vs_buildtools.exe --quiet --wait'],
    'installs, elevation': [
      '.\\setup.exe /Q /ACTION=Install /FEATURES=SQL',
      'vs_community.exe --quiet --norestart',
    ],
    installs: [
      'choco install -y git',
      'cinst git',
      'choco.exe upgrade all -y',
      'winget install x',
      'msiexec /i x.msi',
      // What stands in the variable can't be told.
      'msiexec /i x.msi /qn $options',
      '& $installer /S',
      'Start-Process "$env:TEMP\\x-setup.exe" "/S" -Wait',
      'Install-Package x',
      'Start-Process x.exe -ArgumentList "/VERYSILENT /NORESTART"',
    ],
    '': [
      'Install-WindowsFeature x -WhatIf',
      'Install-WindowsFeature x -Vhd $image',
      'Enable-WindowsOptionalFeature -Path C:\\mount -FeatureName x',
      'dism /image:c:\\mount /enable-feature /featurename:x',
      'dism /online /cleanup-image /startcomponentcleanup',
      'choco list',
      'choco feature enable -n=x',
      'reg.exe import x /s',
      'regsvr32.exe /s x.dll',
      'rmdir /s /q x',
      'wusa.exe $x /extract:c:\\y',
      '.\\notes.exe',
    ],
  });
  table('batch', {
    'installs, reboot maybe /norestart': [
      'start /wait msiexec /i "%X%" /qn',
      'cmd /c msiexec /i x.msi /quiet',
    ],
    'installs, reboot pending': [
      'msiexec /quiet /norestart /i x.msi',
      'cmd /c C:\\x\\setup.exe /S /v"/qn REBOOT=R\\"',
    ],
    installs: ['"%TEMP%\\x-2.1.exe" /S', 'msiexec /qb /i "%X%"', 'msiexec /qn /i x.msi %OPTIONS%'],
    '': ['rem msiexec /i x.msi /qn', 'xcopy.exe /s a b', 'msiexec /a x.msi /qn', 'rd /s /q x'],
  });
});

describe('effects: updates', () => {
  const module = 'Import-Module PSWindowsUpdate; ';
  table('powershell', {
    'updates, reboot maybe boxstarter -SuppressReboots': [
      'Install-WindowsUpdate -AcceptEula',
      'Import-Module Boxstarter.WinConfig; Install-WindowsUpdate',
    ],
    'updates, reboot pending': [
      'Install-WindowsUpdate -AcceptEula -SuppressReboots',
      '$s.CreateUpdateInstaller()',
    ],
    'updates, reboot maybe -IgnoreReboot, elevation': [
      'Install-WindowsUpdate -AcceptAll -AutoReboot',
      'Get-WUInstall -AcceptAll -AutoReboot',
      'Get-WindowsUpdate -Install -AcceptAll -AutoReboot',
    ],
    'updates, reboot pending, elevation': [
      'Install-WindowsUpdate -MicrosoftUpdate -AcceptAll -IgnoreReboot',
      `${module}Install-WindowsUpdate`,
      'wusa.exe C:\\kb.msu /quiet /norestart',
    ],
    'updates, reboot maybe /norestart, elevation': [
      'wusa C:\\kb.msu /quiet',
      "Start-Process wusa 'C:\\kb.msu /quiet' -Wait",
    ],
    'updates, reboot now, elevation': ['wusa x.msu /quiet /forcerestart'],
    '': ['Get-WindowsUpdate', 'Get-WindowsUpdateLog', `${module}Get-WUList`, 'usoclient StartScan'],
  });
});

describe('effects: Boxstarter and DSC', () => {
  table('powershell', {
    boxstarter: [
      'Install-BoxstarterPackage -PackageName x',
      'Invoke-Boxstarter { cd x }',
      'boxstarter.bat x',
      'Get-Boxstarter -Force',
    ],
    'reboot maybe boxstarter': [
      'Import-Module Boxstarter.Chocolatey; Invoke-Reboot',
      '$Boxstarter.AutoLogin = $true; if (Test-PendingReboot) { Invoke-Reboot }',
      '$Boxstarter.RebootOk = $true',
    ],
    dsc: [
      'Start-DscConfiguration -Path x -Wait -Force',
      'PSDesiredStateConfiguration\\Start-DscConfiguration x',
    ],
    'reboot maybe dsc': [
      'configuration X { Node localhost { LocalConfigurationManager { RebootNodeIfNeeded = $true } } }',
      'configuration X { node localhost { Settings { RebootNodeIfNeeded = $True } } }',
      'Configuration X { PendingReboot p { Name = "x" } }',
      '$global:DSCMachineStatus = 1',
    ],
    '': [
      '$Boxstarter.RebootOk = $false',
      // Other projects have functions of that name.
      'Invoke-Reboot',
      'Import-Module .\\helpers.psm1; Invoke-Reboot',
      'choco list boxstarter',
      'configuration X { node localhost { Settings { RebootNodeIfNeeded = $false } } }',
      '$options = @{ RebootNodeIfNeeded = $true }',
      '$DSCMachineStatus = 1',
      'Start-DscConfiguration x -ComputerName other',
      'Get-DscConfiguration',
    ],
  });
});

describe('effects: sysprep', () => {
  table('powershell', {
    'sysprep quit': [
      '& $env:SystemRoot\\System32\\Sysprep\\Sysprep.exe /oobe /generalize /quiet /quit',
      'sysprep -generalize -oobe -quit',
      'GCESysprep -NoShutdown',
      '& "C:\\x\\EC2Launch.exe" sysprep --shutdown=false',
    ],
    'sysprep shutdown': [
      'sysprep /generalize /shutdown',
      'C:\\x\\SysprepInstance.ps1',
      'ec2launch sysprep --shutdown=true',
    ],
    'sysprep reboot': ['sysprep.exe /oobe /reboot', "Start-Process sysprep '/oobe /reboot'"],
    'sysprep dialog': ['sysprep /generalize /oobe'],
    imageState: [
      'Get-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Setup\\State | Select ImageState',
      'while ((gp HKLM:\\Software\\Microsoft\\Windows\\CurrentVersion\\Setup\\State).ImageState -ne "x") { sleep 1 }',
    ],
    '': ['Remove-Item C:\\Windows\\System32\\Sysprep\\unattend.xml', 'sysprep /?', 'ec2launch validate'],
  });
});

describe('effects: what starts again', () => {
  const run = 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run';
  table('powershell', {
    resumes: [
      `Set-ItemProperty -Path ${run} -Name x -Value "powershell -File $PSCommandPath"`,
      `$me = $MyInvocation.MyCommand.Path; $key = '${run}'; Set-ItemProperty $key -Name x -Value "$($me) -Again"`,
      `$line = "powershell -File $PSCommandPath"; New-ItemProperty ${run}Once -Name x -Value $line`,
      '$a = New-ScheduledTaskAction -Execute powershell -Argument "-File $PSCommandPath"; Register-ScheduledTask x -Action $a',
      'Copy-Item $PSCommandPath "$env:APPDATA\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\x.ps1"',
    ],
    registers: [
      `Set-ItemProperty -Path ${run} -Name x -Value 'powershell a:\\x.ps1'`,
      `New-ItemProperty ${run}Once -Name x -Value y`,
      `$key = '${run}'; Set-ItemProperty -Path $key -Name x -Value "$($y)"`,
      'Register-ScheduledTask -TaskName x -Action $a -Trigger $t',
      'schtasks.exe /create /tn x /tr "shutdown /r" /sc onstart',
      'Copy-Item x.bat "$env:APPDATA\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\x.bat"',
      'Register-ScheduledJob -Name x -ScriptBlock { Restart-Computer }',
      "$folder = [Environment]::GetFolderPath('Startup')",
      'schtasks /create /tn x /tr y /sc once /st 00:00',
      "$service.GetFolder('\\').RegisterTaskDefinition('x', $task, 6, $null, $null, 3)",
    ],
    '': [
      `Remove-ItemProperty ${run} -Name x`,
      `Get-ItemProperty ${run}`,
      'schtasks /delete /tn x',
      'Set-ItemProperty HKLM:\\Runner -Name x -Value y',
    ],
  });
  table('batch', {
    resumes: [
      'reg add HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunOnce /v x /d "%~f0 again" /f',
      'schtasks /create /tn x /sc onlogon /tr "%~dpnx0"',
    ],
    registers: [
      'reg add HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunOnce /v x /d "shutdown /r" /f',
      'echo shutdown /r > "%ProgramData%\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\x.bat"',
    ],
    '': ['reg query HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run', 'reg add HKLM\\x /v Run /d y'],
  });

  table('shell', {
    installs: [
      'sudo apt-get -y install nginx',
      'zypper --non-interactive in nginx',
      'apk add --no-cache nginx',
      'pkg_add nginx',
      'rpm -Uvh https://example.com/a.rpm',
      'dpkg -i a.deb',
      'pip3 install ansible',
    ],
    '': [
      'apt-get update',
      'apt-get install --dry-run nginx',
      'dnf clean all',
      'rpm -qa',
      'dpkg -l',
      'pacman -Q',
      'pip list',
      'echo apt-get install nginx',
    ],
  });
});
