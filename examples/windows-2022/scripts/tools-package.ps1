# A Boxstarter package: the tools that belong into every box.
Disable-UAC
choco install -y 7zip
choco install -y notepadplusplus
if (Test-PendingReboot) { Invoke-Reboot }
choco install -y sysinternals
Enable-UAC
