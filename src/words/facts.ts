import type { Fact, PlainKind, Reboot, Sysprep } from '../pipeline/effects/fact';
import { describeRemoteAccess } from './remoteAccess';

const reboots = {
  now: 'restarts',
  maybe: 'may restart',
  pending: 'leaves a restart pending',
  off: 'shuts down',
} satisfies Readonly<Record<Reboot['when'], string>>;

const sysprep = {
  reboot: 'runs Sysprep, then restarts',
  shutdown: 'runs Sysprep, then shuts down',
  quit: 'runs Sysprep',
  dialog: 'opens the Sysprep dialog',
} satisfies Readonly<Record<Sysprep['then'], string>>;

const plain = {
  updates: 'installs updates',
  installs: 'installs software',
  boxstarter: 'runs Boxstarter',
  dsc: 'applies DSC',
  dscSettings: 'configures the DSC engine (LCM)',
  resumes: 'arranges to continue after a restart',
  registers: 'registers a command to run later',
  wmic: 'uses wmic',
  imageState: 'waits for Sysprep',
  skipsMemoryCheck: 'skips the memory check of Windows Setup',
  selfSignedCertificate: 'creates a self-signed certificate',
  certificate: 'installs a certificate',
  account: 'changes an account',
  accountRemoved: 'removes an account',
  sudoRights: 'changes sudo rights',
  sudoRightsRemoved: 'removes sudo rights',
  sshdSettings: 'changes settings of the SSH server',
  sshKeys: 'adds SSH keys',
  sshKeysRemoved: 'removes SSH keys',
  startsService: 'starts a service',
  stopsService: 'stops a service',
  enablesService: 'enables a service',
  disablesService: 'disables a service',
  cloudInitWait: 'waits for cloud-init',
  cloudInitReset: 'resets cloud-init',
  machineId: 'resets the machine ID',
  hostKeysRemoved: 'removes the SSH host keys',
  hostKeysMade: 'creates SSH host keys',
  dhcpLeases: 'removes DHCP leases',
  freesSpace: 'frees unused space on the disk',
  kernel: 'may install a newer kernel',
  runningKernel: 'builds for the running kernel',
  setContentAlias: "writes a file, because 'sc' is an alias of Set-Content",
} satisfies Readonly<Record<PlainKind, string>>;

/** What a command does, in a few words that begin with a verb: `restarts`, `installs updates`. */
export function describeFact(fact: Fact): string {
  switch (fact.kind) {
    case 'reboot':
      return reboots[fact.when];
    case 'remote':
      return describeRemoteAccess(fact);
    case 'sysprep':
      return sysprep[fact.then];
    case 'elevation':
      return 'needs elevation';
    default:
      return plain[fact.kind];
  }
}
