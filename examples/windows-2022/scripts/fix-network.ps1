# WinRM's firewall rule opens on private networks only, and a new machine's network is public.
Get-NetConnectionProfile | Set-NetConnectionProfile -NetworkCategory Private
