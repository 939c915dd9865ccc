# Replaces the default page of IIS.
$ErrorActionPreference = 'Stop'

Set-Content -Path 'C:\inetpub\wwwroot\index.html' -Value '<h1>Made with Packer</h1>'
Remove-Item -Path 'C:\inetpub\wwwroot\iisstart.*' -ErrorAction SilentlyContinue
Start-Service W3SVC
