# Installs every update that Windows Update offers without a question.
$session = New-Object -ComObject Microsoft.Update.Session
$found = $session.CreateUpdateSearcher().Search("IsInstalled=0 and Type='Software' and IsHidden=0").Updates

$updates = New-Object -ComObject Microsoft.Update.UpdateColl
foreach ($update in $found) {
  if ($update.InstallationBehavior.CanRequestUserInput) { continue }
  $update.AcceptEula()
  $updates.Add($update) | Out-Null
}

if ($updates.Count -gt 0) {
  $downloader = $session.CreateUpdateDownloader()
  $downloader.Updates = $updates
  $downloader.Download() | Out-Null

  $installer = $session.CreateUpdateInstaller()
  $installer.Updates = $updates
  $installer.Install() | Out-Null
}

Restart-Computer -Force
