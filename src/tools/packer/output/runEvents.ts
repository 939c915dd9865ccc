/** What a line of Packer tells of a run. */
export type RunEventKind =
  | 'prepare'
  | 'boot'
  | 'wait'
  /** The communicator has connected. */
  | 'connected'
  | 'provision'
  | 'restart'
  /** A pause that comes before the next provisioner. */
  | 'pause'
  /** A pause that belongs to the provisioner before it. */
  | 'pause-after'
  /** The provisioner failed and runs again. */
  | 'retry'
  | 'provision-failed'
  | 'shutdown'
  | 'export'
  | 'post-process'
  | 'clean-up';

export interface RunEvent {
  /** Matches the whole text, or its beginning; starts with `^` and a word. */
  readonly pattern: RegExp;
  readonly kind: RunEventKind;
  /** Of a provisioner's message: the types that begin with it. */
  readonly begins?: readonly string[];
  /** Of a provisioner's message: the types that print it while they run. */
  readonly continues?: readonly string[];
  /** The message only introduces another one, which says more. */
  readonly header?: true;
}

type Row = readonly [RegExp, RunEventKind, Pick<RunEvent, 'begins' | 'continues' | 'header'>?];

/*
 * The messages are those of Packer and its plugins, from 1.6.6 on, where all of them were one program. Since 1.13
 * the output of a script can't be told from what Packer says, so that only these, whole, count. Sources:
 * hashicorp/packer (packer/provisioner.go, packer/build.go, provisioner/*), hashicorp/packer-plugin-sdk
 * (communicator/step_connect*.go, multistep/commonsteps, shell-local), and the builders and provisioners of
 * hashicorp/packer-plugin-{virtualbox,qemu,hyperv,vmware,parallels,vsphere,proxmox,amazon,azure,googlecompute,
 * docker,vagrant,ansible,chef,puppet,salt} and rgl/packer-plugin-windows-update.
 */
const rows: readonly Row[] = [
  // What is made ready before the machine runs: the steps that can take long, or on which the next ones depend.
  [/^Retrieving /, 'prepare'],
  [/^Downloading VirtualBox guest additions\b/, 'prepare'],
  [/^Deleting previous output directory\.\.\.$/, 'prepare'],
  [/^Creating floppy disk\.\.\.$/, 'prepare'],
  [/^Creating CD disk\.\.\.$/, 'prepare'],
  [/^Creating ephemeral key pair for SSH communicator\.\.\.$/, 'prepare'],
  [/^Creating (?:virtual machine|VM)(?:\.\.\.)?$/, 'prepare'],
  [/^Creating (?:required virtual machine disks|virtual machine disks\.\.\.)$/, 'prepare'],
  [/^Creating hard drive\b/, 'prepare'],
  [/^Copying hard drive\.\.\.$/, 'prepare'],
  [/^Resizing (?:hard drive|vhd)\.\.\.$/, 'prepare'],
  [/^Importing VM: /, 'prepare'],
  [/^Cloning (?:VM|virtual machine|from source \.\S+)\.\.\.$/, 'prepare'],
  [/^Cloning source VM/, 'prepare'],
  [/^Mounting ISOs\.\.\.$/, 'prepare'],
  [/^Executing custom VBoxManage commands\.\.\.$/, 'prepare'],
  [/^Uploading VirtualBox guest additions ISO\.\.\.$/, 'prepare'],
  [/^Uploading VMware Tools ISO\b/, 'prepare'],
  [/^Uploading the 'windows' VMware Tools$/, 'prepare'],
  [/^Pulling Docker image: /, 'prepare'],
  [/^Adding box using vagrant box add \.\.\.$/, 'prepare'],
  [/^Prevalidating AMI Name: /, 'prepare'],
  [/^Creating resource group \.\.\.$/, 'prepare'],
  [/^Deploying deployment template \.\.\.$/, 'boot'],

  [/^Starting (?:the virtual machine\.\.\.|VM)$/, 'boot'],
  [/^Starting (?:VM|virtual machine), booting /, 'boot'],
  [/^Starting docker container\.\.\.$/, 'boot'],
  [/^Powering on virtual machine\.\.\.$/, 'boot'],
  [/^Power on VM\.\.\.$/, 'boot'],
  [/^Waiting \S+ for boot(?:\.\.\.)?$/, 'boot'],
  [/^Typing (?:the )?boot commands?(?: over VNC)?(?:\.\.\.)?$/, 'boot'],
  [/^Calling Vagrant Up\b/, 'boot'],
  [/^Launching a (?:source|spot) AWS instance\.\.\.$/, 'boot'],
  [/^Waiting for instance \(.+\) to become ready\.\.\.$/, 'boot'],
  [/^Creating instance\.\.\.$/, 'boot'],
  [/^Start polling VM to check the installation is complete\.\.\.$/, 'boot'],
  [/^Rebooting vm\.\.\.$/, 'boot'],
  [/^Waiting for vm to be powered down\.\.\.$/, 'boot'],

  [/^Waiting for (?:SSH|WinRM) to become available\.\.\.$/, 'wait'],
  [/^Waiting for IP\.\.\.$/, 'wait'],
  [/^Waiting for the guest address to become available in the /, 'wait'],
  [/^Waiting for auto-generated password for instance\.\.\.$/, 'wait'],
  [/^Pausing \S+ before connecting\.\.\.$/, 'wait'],
  [/^Connected to (?:SSH|WinRM)!$/, 'connected'],

  [/^Pausing \S+ before the next provisioner\.\.\.$/, 'pause'],
  [/^Pausing \S+ after this provisioner\.\.\.$/, 'pause-after'],
  [/^Provisioner failed with ".*", retrying with \d+ trie\(s\) left$/, 'retry'],
  [/^Provisioning step had errors: Running the cleanup provisioner, if present\.\.\.$/, 'provision-failed'],

  [/^Provisioning with shell script: /, 'provision', { begins: ['shell'], continues: ['windows-shell'] }],
  [/^Provisioning with windows-shell\.\.\.$/, 'provision', { begins: ['windows-shell'], header: true }],
  [/^Provisioning with Powershell\.\.\.$/, 'provision', { begins: ['powershell'], header: true }],
  [/^Provisioning with powershell script: /, 'provision', { continues: ['powershell'] }],
  [/^Running local shell script: /, 'provision', { begins: ['shell-local'] }],
  [/^Uploading .+ => ./, 'provision', { begins: ['file'] }],
  [/^Downloading .+ => ./, 'provision', { begins: ['file'] }],
  [/^Pausing at breakpoint provisioner\b/, 'provision', { begins: ['breakpoint'] }],
  [/^Provisioning with Ansible\.\.\.$/, 'provision', { begins: ['ansible', 'ansible-local'] }],
  [/^Provisioning with chef-(?:client|solo)$/, 'provision', { begins: ['chef-client', 'chef-solo'] }],
  [/^Provisioning with Puppet\.\.\.$/, 'provision', { begins: ['puppet-masterless', 'puppet-server'] }],
  [/^Provisioning with Salt\.\.\.$/, 'provision', { begins: ['salt-masterless'] }],
  [/^Provisioning with Converge$/, 'provision', { begins: ['converge'] }],
  [/^Provisioning with Inspec\.\.\.$/, 'provision', { begins: ['inspec'] }],
  [
    /^Uploading the Windows update elevated script\.\.\.$/,
    'provision',
    { begins: ['windows-update'], header: true },
  ],
  [/^Running Windows update\.\.\.$/, 'provision', { continues: ['windows-update'] }],
  [/^Restarting the machine\.\.\.$/, 'restart', { continues: ['windows-update'] }],
  [/^Restarting Machine$/, 'restart', { begins: ['windows-restart'] }],

  [/^Gracefully halting virtual machine\.\.\.$/, 'shutdown'],
  [/^Halting the virtual machine\.\.\.$/, 'shutdown'],
  [/^Forcibly halting virtual machine\.\.\.$/, 'shutdown'],
  [/^Shutting down (?:the virtual machine via ACPI power button|VM)\.\.\.$/, 'shutdown'],
  [/^Executing shutdown command\.\.\.$/, 'shutdown'],
  [/^Automatic shutdown disabled\./, 'shutdown'],
  [/^Waiting for shutdown\.\.\.$/, 'shutdown'],
  [/^Power off VM\.\.\.$/, 'shutdown'],
  [/^Stopping VM$/, 'shutdown'],
  [/^Stopping the source instance\.\.\.$/, 'shutdown'],
  [/^Waiting for the instance to stop\.\.\.$/, 'shutdown'],
  [/^Powering off machine \.\.\.$/, 'shutdown'],

  [/^Preparing to export machine\.\.\.$/, 'export'],
  [/^Exporting (?:virtual machine\.\.\.|the container)$/, 'export'],
  [/^Starting export\.\.\.$/, 'export'],
  [/^Converting (?:hard drive\.\.\.|VM to template)$/, 'export'],
  [/^Convert VM into template\.\.\.$/, 'export'],
  [/^Compacting (?:disks\.\.\.|all attached virtual disks\.\.\.|the disk image)$/, 'export'],
  [/^Collating build artifacts\.\.\.$/, 'export'],
  [/^Committing the container$/, 'export'],
  [/^Packaging box\.\.\.$/, 'export'],
  [/^Creating AMI .+ from instance ./, 'export'],
  [/^Waiting for AMI to become ready\.\.\.$/, 'export'],
  [/^Capturing image \.\.\.$/, 'export'],
  [/^Creating (?:image|snapshot)\.\.\.$/, 'export'],
  [/^Creating snapshot of virtual machine\.\.\.$/, 'export'],

  [/^Running post-processor: /, 'post-process'],

  [/^Cleaning up floppy disk\.\.\.$/, 'clean-up'],
  [/^Deregistering and deleting (?:imported )?VM\.\.\.$/, 'clean-up'],
  [/^Unregistering (?:and deleting )?virtual machine\.\.\.$/, 'clean-up'],
  [/^Stopping virtual machine\.\.\.$/, 'clean-up'],
  [/^Deleting output directory\.\.\.$/, 'clean-up'],
  [/^Deleting (?:build directory\.\.\.|VM)$/, 'clean-up'],
  [/^Destroying VM\.\.\.$/, 'clean-up'],
  [/^Killing the container: /, 'clean-up'],
  [/^Terminating the source AWS instance\.\.\.$/, 'clean-up'],
  [/^Cleanup requested, deleting resource group \.\.\.$/, 'clean-up'],
];

/** The messages of Packer and its plugins that tell where a run is. */
export const runEvents: readonly RunEvent[] = rows.map(([pattern, kind, more]) => ({
  pattern,
  kind,
  ...more,
}));

/** A script may print ten thousand lines a second: each is compared with those messages that begin with its word. */
const byWord = new Map<string, RunEvent[]>();
for (const event of runEvents) {
  const word = /^\^([A-Za-z]+)(?= )/.exec(event.pattern.source)?.[1] ?? '';
  byWord.set(word, [...(byWord.get(word) ?? []), event]);
}

/** @param text what Packer says, without time and name of the build */
export function readRunEvent(text: string): RunEvent | undefined {
  const events = byWord.get(text.slice(0, text.indexOf(' ')));
  return events?.find(({ pattern }) => pattern.test(text));
}
