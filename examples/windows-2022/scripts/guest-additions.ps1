# Installs the VirtualBox Guest Additions from the ISO that Packer uploaded.
$ErrorActionPreference = 'Stop'

$iso = 'C:\Windows\Temp\VBoxGuestAdditions.iso'
$drive = (Mount-DiskImage -ImagePath $iso -PassThru | Get-Volume).DriveLetter

# Without Oracle's certificate in the store, the driver setup stops and asks.
Get-ChildItem "${drive}:\cert\vbox*.cer" | ForEach-Object {
  & "${drive}:\cert\VBoxCertUtil.exe" add-trusted-publisher $_.FullName --root $_.FullName
}

Start-Process "${drive}:\VBoxWindowsAdditions.exe" -ArgumentList '/S' -Wait
Dismount-DiskImage -ImagePath $iso
Remove-Item $iso
