const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * Commands of cmd.exe itself.
 * @see https://learn.microsoft.com/windows-server/administration/windows-commands/windows-commands
 */
export const batchCommands = words(`
  assoc break call cd chdir cls color copy date del dir echo endlocal erase exit for ftype goto if md mkdir mklink move
  path pause popd prompt pushd rd rem ren rename rmdir set setlocal shift start time title type ver verify vol
`);

/**
 * Programs that Windows brings, clients and servers, 7 to 11 and 2008 to 2025, without `.exe` and `.com`. Each does what
 * is said of it and nothing to restarts, remote access or Setup, unless the catalogue has a row for it.
 * @see https://learn.microsoft.com/windows-server/administration/windows-commands/windows-commands
 */
export const programs = words(`
  appcmd arp aspnet_regiis attrib auditpol autochk bcdboot bcdedit bdehdcfg bitsadmin bootcfg bootsect cacls calc certlm
  certmgr certreq certutil change changepk chcp chglogon chgport chgusr chkdsk chkntfs choice cipher cleanmgr clip cmdkey
  cmstp comp compact control convert csc cscript curl dcdiag defrag dfsdiag dfsrmig dfsutil dfrgui diantz disableelamdriver
  diskmgmt diskpart diskperf diskraid diskshadow dispdiag djoin dnscmd doskey driverquery dsacls dsadd dsget dsmod dsmove
  dsquery dsrm dxdiag eudcedit eventcreate eventquery eventvwr expand extrac32 fc find findstr finger flattemp fltmc fsutil
  ftp getmac gpfixup gpresult gpupdate graftabl help hh hostname icacls ie4uinit iexpress iisreset ipconfig ipxroute klist
  ksetup ktmutil ktpass label licensingdiag lodctr logman logoff lpksetup lpq lpr makecab manage-bde mapadmin mbr2gpt
  mdsched mode more mount mountvol mpcmdrun msconfig msg msinfo32 mspaint msra mstsc nbtstat net net1 netcfg netplwiz netsh
  netstat nfsadmin nfsshare nfsstat ngen nlbmgr nltest notepad nslookup ntdsutil ntfrsutl openfiles osk pathping perfmon
  ping pnputil powercfg print printui psr pwlauncher qappsrv qprocess query quser qwinsta rasdial reagentc recover reg
  regasm regsvcs regsvr32 relog repadmin repair-bde replace reset rexec robocopy route rpcinfo rpcping rwinsta sc schtasks
  scp sdbinst servermanagercmd serverceipoptin serverweroptin servicemodelreg sessionmsg setspn setx sfc sftp showmount
  shrpubw shutdown sigverif sort ssh ssh-add ssh-keygen ssh-keyscan subst sxstrace systeminfo systempropertiesadvanced
  takeown tapicfg tar taskkill tasklist tcmsetup telnet tftp timeout tpmtool tpmvscmgr tracerpt tracert tree tscon tsdiscon
  tskill typeperf tzutil unlodctr utilman vaultcmd verifier vssadmin w32tm waitfor wbadmin wdsutil wecutil wevtutil wf where
  whoami winmgmt winrm winsat winver wlrmdr wmic write wuauclt wusa xcopy xwizard
`);

/**
 * Scripts that Windows keeps in its own folders, whose host (cscript, wscript) may be left out.
 * @see https://learn.microsoft.com/windows-server/get-started/activation-slmgr-vbs-options
 */
export const windowsScripts = words(`
  slmgr slmgr.vbs winrm.cmd winrm.vbs prncnfg.vbs prndrvr.vbs prnjobs.vbs prnmngr.vbs prnport.vbs prnqctl.vbs pubprn.vbs
  manage-bde.wsf ospp.vbs iisext.vbs adsutil.vbs
`);

/**
 * Programs of others that many bootstraps use, and that do to files, or to a screen, what their names say.
 * @see https://www.7-zip.org, https://eternallybored.org/misc/wget, https://learn.microsoft.com/sysinternals
 */
export const toolsOfOthers = words(`
  7z 7za 7zr 7zg bginfo bginfo64 contig git gunzip handle handle64 oscdimg sdelete sdelete64 sync sync64 ultradefrag udefrag
  unzip wget
`);

/**
 * What Windows brings that runs, loads or applies something which does not stand in the script: a task, a policy, a
 * registry file, a project, an object of the shell. What that does is as unknown as a program that nobody knows.
 */
export const openEnded = {
  /** Programs of Windows that are not in {@link programs}. They are listed so that nobody adds them there. */
  programs: words(`
    at dcpromo explorer forfiles installutil mofcomp msbuild msdt mshta psexec psexec64 regedit regini runas scwcmd secedit
    tlntadmn tsshutdn winrs
  `),
  /** In lower case. */
  cmdlets: words(`
    connect-pssession enable-pssessionconfiguration enable-scheduledjob enable-scheduledtask enter-pssession import-gpo
    invoke-gpupdate invoke-history invoke-item invoke-troubleshootingpack invoke-wsmanaction new-gplink
    register-pssessionconfiguration restore-gpo resume-job set-gplink set-gpregistryvalue set-netfirewallportfilter
    start-scheduledtask start-trace unregister-pssessionconfiguration update-help
  `),
} as const;
