# Switches TLS 1.0 and 1.1 off for servers and clients.
$ErrorActionPreference = 'Stop'

$protocols = 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols'
foreach ($version in 'TLS 1.0', 'TLS 1.1') {
  foreach ($role in 'Server', 'Client') {
    $key = "$protocols\$version\$role"
    New-Item -Path $key -Force | Out-Null
    New-ItemProperty -Path $key -Name Enabled -Value 0 -PropertyType DWord -Force | Out-Null
    New-ItemProperty -Path $key -Name DisabledByDefault -Value 1 -PropertyType DWord -Force | Out-Null
  }
}

# SCHANNEL reads these keys at boot.
shutdown /r /t 5 /c "TLS settings"
