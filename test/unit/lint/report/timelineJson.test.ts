import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { timelineJson } from '../../../../src/lint/report/timelineJson';
import type { Fact, Reboot, RemoteAccess } from '../../../../src/pipeline/effects/fact';
import { readPipeline } from '../../../../src/pipeline/pipeline';
import { readTemplate } from '../../../../src/pipeline/template/readTemplate';
import type { Phase, TakeOver } from '../../../../src/pipeline/timeline/timeline';
import { memoryFiles } from '../../../support/memoryFiles';
import { answerFile, jsonTemplate } from '../../../support/ruleTests';

const golden = path.join(REPO_ROOT, 'test', 'fixtures', 'timeline', 'timeline.json');

/** What stands in the report for each member of a union, so that a new member must be put into the project below. */
type Every<Members extends string> = Readonly<Record<Members, true>>;

const facts = {
  reboot: true,
  remote: true,
  sysprep: true,
  elevation: true,
  updates: true,
  installs: true,
  boxstarter: true,
  dsc: true,
  dscSettings: true,
  resumes: true,
  registers: true,
  wmic: true,
  imageState: true,
  skipsMemoryCheck: true,
  selfSignedCertificate: true,
  certificate: true,
  setContentAlias: true,
  account: true,
  accountRemoved: true,
  sudoRights: true,
  sudoRightsRemoved: true,
  sshdSettings: true,
  sshKeys: true,
  sshKeysRemoved: true,
  startsService: true,
  stopsService: true,
  enablesService: true,
  disablesService: true,
  cloudInitWait: true,
  cloudInitReset: true,
  machineId: true,
  hostKeysRemoved: true,
  hostKeysMade: true,
  dhcpLeases: true,
  freesSpace: true,
  kernel: true,
  runningKernel: true,
} satisfies Every<Fact['kind']>;

const parts = {
  service: true,
  startup: true,
  listener: true,
  firewall: true,
  filter: true,
  basic: true,
  unencrypted: true,
  network: true,
  link: true,
  psremoting: true,
  sshd: true,
  sshdStartup: true,
  sshdInstalled: true,
} satisfies Every<RemoteAccess['part']>;

const optionalFields = {
  by: true,
  preventedBy: true,
  askedBy: true,
  delay: true,
  port: true,
  blocking: true,
  rule: true,
  byName: true,
  bounces: true,
  needsPrivateNetwork: true,
} satisfies Every<Exclude<keyof Reboot | keyof RemoteAccess, 'kind' | 'when' | 'part' | 'opens' | 'beside'>>;

const phases = {
  windowsPE: true,
  specialize: true,
  firstLogon: true,
  install: true,
  userData: true,
  provision: true,
  shutdown: true,
  postProcess: true,
} satisfies Every<Phase>;

const takeOvers = { after: true, start: true, never: true, unknown: true, none: true } satisfies Every<
  TakeOver['kind']
>;

const setUp = `Set-NetConnectionProfile -NetworkCategory Private
winrm quickconfig -q
winrm set winrm/config/service '@{AllowUnencrypted="true"}'
winrm set winrm/config/service/auth '@{Basic="true"}'
Disable-PSRemoting -Force
Restart-NetAdapter -Name Ethernet
Restart-Service winrm
New-SelfSignedCertificate -DnsName guest
Import-PfxCertificate -FilePath a:\\guest.pfx
netsh advfirewall firewall add rule name="WinRM" dir=in action=block protocol=TCP localport=5985
netsh advfirewall firewall set rule name="WinRM" new action=allow localport=5985
netsh advfirewall set allprofiles state off
if ($late) { & a:\\later.ps1 }
& $something
`;

const provisioned = `Add-WindowsCapability -Online -Name OpenSSH.Server~~~~0.0.1.0
Set-Service sshd -StartupType Automatic
Start-Service sshd
choco install git
Install-WindowsFeature Web-Server
Install-WindowsFeature Hyper-V -Restart
Install-WindowsUpdate -AcceptAll
Install-BoxstarterPackage -PackageName a:\\box.ps1
Start-DscConfiguration -Path c:\\dsc
Set-DscLocalConfigurationManager -Path c:\\dsc
New-ItemProperty -Path HKLM:\\Software\\Microsoft\\Windows\\CurrentVersion\\RunOnce -Name go -Value c:\\go.ps1
New-ItemProperty -Path HKLM:\\Software\\Microsoft\\Windows\\CurrentVersion\\Run -Name me -Value $PSCommandPath
netsh advfirewall firewall set rule name="gate" new action=block
wmic os get version
sc config wuauserv start= auto
wusa a:\\update.msu /quiet
shutdown /r /t 60
Restart-Computer
c:\\windows\\system32\\sysprep\\sysprep.exe /oobe /generalize /quit
while ((Get-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Setup\\State).ImageState -ne 'x') { sleep 1 }
Configuration Node { LocalConfigurationManager { RebootNodeIfNeeded = $true } }
Enable-MicrosoftUpdate
Install-WindowsUpdate -GetUpdatesFromMS
`;

const kickstart = `user --name=builder
reboot
%post
useradd x && userdel y
echo 'x ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/x
rm /etc/sudoers.d/y
echo 'UseDNS no' >> /etc/ssh/sshd_config
cat /tmp/key >> /root/.ssh/authorized_keys
rm -f /home/y/.ssh/authorized_keys
systemctl enable --now sshd
systemctl disable --now firewalld
cloud-init status --wait
cloud-init clean
truncate -s 0 /etc/machine-id
rm -f /etc/ssh/ssh_host_*
ssh-keygen -A
rm -f /var/lib/dhcp/*
fstrim -av
dnf -y update
dnf -y install kernel-devel-$(uname -r)
%end
`;

const answers = answerFile({
  windowsPE: ['reg add HKLM\\System\\Setup\\LabConfig /v BypassRAMCheck /t REG_DWORD /d 1 /f'],
  specialize: ['cmd /c echo specialize'],
  firstLogon: [
    'powershell -File a:\\setup.ps1',
    'powershell -File a:\\absent.ps1',
    'cmd /c shutdown /r /t 0',
  ],
});

const windows = JSON.parse(jsonTemplate({})) as { builders: readonly [object] };
const [builder] = windows.builders;
const media = ['Autounattend.xml', 'setup.ps1', 'later.ps1', 'box.ps1'];

const template = JSON.stringify(
  {
    builders: [
      { ...builder, name: 'after', floppy_files: media },
      { ...builder, name: 'never', floppy_files: ['bare/Autounattend.xml'] },
      { ...builder, name: 'unknown', floppy_files: [] },
      { ...builder, name: 'none', communicator: 'none' },
      { type: 'amazon-ebs', name: 'start', communicator: 'winrm', user_data_file: 'user-data.txt' },
      { type: 'amazon-ebs', name: 'ssh' },
      {
        type: 'qemu',
        name: 'linux',
        boot_command: ['linux inst.ks=http://{{ .HTTPIP }}:{{ .HTTPPort }}/ks.cfg<enter>'],
        http_directory: 'http',
      },
    ],
    provisioners: [
      { type: 'powershell', script: 'provisioned.ps1' },
      { type: 'windows-restart' },
      { type: 'shell', inline: ['sudo reboot'] },
    ],
    'post-processors': ['vagrant'],
  },
  null,
  2,
);

const files = {
  '/project/template.json': template,
  '/project/Autounattend.xml': answers,
  '/project/bare/Autounattend.xml': answerFile({ firstLogon: ['cmd /c echo nothing'] }),
  '/project/setup.ps1': setUp,
  '/project/http/ks.cfg': kickstart,
  '/project/later.ps1': 'Stop-Service winrm\n',
  '/project/box.ps1': 'cinst git\n',
  '/project/provisioned.ps1': provisioned,
  '/project/user-data.txt': '<powershell>\nEnable-PSRemoting -Force\n</powershell>\n',
};

interface Script {
  readonly effects: readonly Readonly<Record<string, unknown>>[];
  readonly calls: readonly { readonly script?: Script }[];
}

interface Report {
  readonly builds: readonly {
    readonly takeOver: { readonly kind: string };
    readonly steps: readonly { readonly phase: string; readonly scripts: readonly Script[] }[];
  }[];
}

function report(): string {
  const sources = memoryFiles(files);
  const read = readTemplate('/project/template.json', sources);
  assert.ok(read);
  return timelineJson(readPipeline(read, sources).timelines, { sources, cwd: '/project' });
}

/** Of a script and of all that it calls. */
const effectsOf = ({ effects, calls }: Script): Script['effects'] => [
  ...effects,
  ...calls.flatMap(({ script }) => (script ? effectsOf(script) : [])),
];

// Programs read this report: names and order of its fields change only together with its version.
describe('timelineJson', () => {
  const { builds } = JSON.parse(report()) as Report;
  const steps = builds.flatMap((build) => build.steps);
  const effects = steps.flatMap(({ scripts }) => scripts).flatMap(effectsOf);

  it('is the recorded report, byte for byte', () => {
    const text = report();
    // For a change that is meant: look at the difference before it is committed.
    if (process.env['BOXWRIGHT_UPDATE_GOLDEN']) writeFileSync(golden, text);
    assert.equal(text, readFileSync(golden, 'utf8').replace(/\r\n/g, '\n'));
  });

  const missingFrom = (found: Iterable<unknown>, wanted: object): string[] => {
    const all = new Set(found);
    return Object.keys(wanted).filter((name) => !all.has(name));
  };

  it('is recorded with every kind of fact', () => {
    assert.deepEqual(
      missingFrom(
        effects.map(({ kind }) => kind),
        facts,
      ),
      [],
    );
  });

  it('is recorded with every part of remote access', () => {
    assert.deepEqual(
      missingFrom(
        effects.map(({ part }) => part),
        parts,
      ),
      [],
    );
  });

  it('is recorded with every field that a fact may have', () => {
    assert.deepEqual(
      missingFrom(
        effects.flatMap((effect) => Object.keys(effect)),
        optionalFields,
      ),
      [],
    );
  });

  it('is recorded with every phase and every way to connect', () => {
    assert.deepEqual(
      missingFrom(
        steps.map(({ phase }) => phase),
        phases,
      ),
      [],
    );
    assert.deepEqual(
      missingFrom(
        builds.map(({ takeOver }) => takeOver.kind),
        takeOvers,
      ),
      [],
    );
  });
});
