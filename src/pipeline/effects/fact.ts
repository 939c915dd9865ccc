/** What a command does to the build beyond its own work. */
export type Fact = Reboot | RemoteAccess | Sysprep | Elevation | { readonly kind: PlainKind };

/**
 * - `updates`: Windows updates are looked for and installed.
 * - `installs`: programs or features are installed or removed.
 * - `boxstarter`: Boxstarter is started.
 * - `dsc`: a DSC configuration is applied.
 * - `dscSettings`: the settings of DSC's own engine, the LCM, are applied.
 * - `resumes`: the script that does it is started again after a restart or at the next logon.
 * - `registers`: some other command is kept for the next start or logon, or for a time of its own.
 * - `imageState`: how far sysprep has come is read, as loops do that wait for its end.
 * - `skipsMemoryCheck`: Windows Setup is told not to ask how much memory there is.
 * - `selfSignedCertificate`: a certificate is made that nobody but itself has signed.
 * - `certificate`: a certificate is brought along, or asked for, that somebody may trust.
 * - `wmic`: WMI is asked through its old command line, which newer systems do not have.
 * - `setContentAlias`: `sc` is meant to be sc.exe, and is an alias of Set-Content.
 * - `account`, `accountRemoved`: a user, a group or a password is made or changed, or removed.
 * - `sudoRights`, `sudoRightsRemoved`: what users may do as root is written, or taken away.
 * - `sshdSettings`: the settings of the SSH server are changed.
 * - `sshKeys`, `sshKeysRemoved`: keys with which somebody may log on.
 * - `startsService`, `stopsService`, `enablesService`, `disablesService`: now, or from the next start on.
 * - `cloudInitWait`: it is waited until cloud-init has done everything.
 * - `cloudInitReset`: cloud-init forgets that it has run.
 * - `machineId`: the identity of the machine is emptied or removed, so that the next start makes another.
 * - `hostKeysRemoved`, `hostKeysMade`: the keys by which the SSH server is known.
 * - `dhcpLeases`: the addresses that the machine was given are forgotten.
 * - `freesSpace`: what is not used of the disk is filled with zeros or given back.
 * - `kernel`: a newer kernel may be installed, which only a restart starts.
 * - `runningKernel`: something is made for the kernel that runs.
 */
export type PlainKind =
  | 'wmic'
  | 'updates'
  | 'installs'
  | 'boxstarter'
  | 'dsc'
  | 'dscSettings'
  | 'resumes'
  | 'registers'
  | 'imageState'
  | 'skipsMemoryCheck'
  | 'selfSignedCertificate'
  | 'certificate'
  | 'setContentAlias'
  | 'account'
  | 'accountRemoved'
  | 'sudoRights'
  | 'sudoRightsRemoved'
  | 'sshdSettings'
  | 'sshKeys'
  | 'sshKeysRemoved'
  | 'startsService'
  | 'stopsService'
  | 'enablesService'
  | 'disablesService'
  | 'cloudInitWait'
  | 'cloudInitReset'
  | 'machineId'
  | 'hostKeysRemoved'
  | 'hostKeysMade'
  | 'dhcpLeases'
  | 'freesSpace'
  | 'kernel'
  | 'runningKernel';

/** The guest restarts or is switched off. Sysprep's own restart is in {@link Sysprep}. */
export interface Reboot {
  readonly kind: 'reboot';
  /**
   * - `now`: in seconds, whatever the build is doing.
   * - `maybe`: by itself, if what was installed asks for it.
   * - `pending`: not by itself, but something may wait for the next restart.
   * - `off`: the guest is shut down.
   */
  readonly when: 'now' | 'maybe' | 'pending' | 'off';
  /** What restarts the guest on behalf of the command: these go on by themselves afterwards. */
  readonly by?: 'boxstarter' | 'dsc';
  /** What to add to the command so that it leaves the restart to somebody else. */
  readonly preventedBy?: string;
  /** What the command says to have the guest restarted if it is needed: without it, it would not be. */
  readonly askedBy?: string;
  /** Seconds until it happens, where they are more than a few: the build goes on until then. */
  readonly delay?: number;
  /** It happens in the background: the script goes on, and may have ended before. */
  readonly beside?: true;
}

/**
 * A part of remote access opens or closes. Packer connects through WinRM when the service runs, a listener has the
 * port and the firewall lets it through, and the authentication is allowed; through SSH when sshd is installed and runs.
 */
export interface RemoteAccess {
  readonly kind: 'remote';
  readonly part:
    /** The WinRM service, now. */
    | 'service'
    /** Whether the WinRM service starts with the guest. */
    | 'startup'
    | 'listener'
    /** A rule of the firewall for the port of WinRM or SSH. */
    | 'firewall'
    /** The firewall as a whole: opens when it is switched off, and its rules count again when it closes. */
    | 'filter'
    /** Basic authentication of the WinRM service. */
    | 'basic'
    /** Unencrypted messages of the WinRM service. */
    | 'unencrypted'
    /** The network is private, on which the default firewall rule of WinRM counts. */
    | 'network'
    /** A network adapter. */
    | 'link'
    /** PowerShell's own sessions. Packer's commands run in those of cmd.exe, so it connects all the same. */
    | 'psremoting'
    /** An SSH server that runs, now. */
    | 'sshd'
    /** Whether the SSH server starts with the guest. */
    | 'sshdStartup'
    /** The SSH server's files and service are there. It neither runs nor starts by itself yet. */
    | 'sshdInstalled';
  readonly opens: boolean;
  /** Of a listener or a firewall rule; undefined for all. */
  readonly port?: number;
  /**
   * Of the firewall: true for a rule that blocks from now on, which no other rule can overrule; false where it blocks no
   * more. Undefined where it is only switched on: that says nothing of what it does.
   */
  readonly blocking?: boolean;
  /** The rule of the firewall, as scripts name it in lower case, or `default` for those that Windows brings. */
  readonly rule?: string;
  /** Only the name of the rule is known, not its port: it counts where a rule of that name was made before. */
  readonly byName?: true;
  /** It is stopped and started again: whoever is connected is cut off. */
  readonly bounces?: boolean;
  /** Works only where no network is public, which on a client Windows is not so by default. */
  readonly needsPrivateNetwork?: boolean;
}

export interface Sysprep {
  readonly kind: 'sysprep';
  /** What the guest does then; `dialog`: it asks. */
  readonly then: 'reboot' | 'shutdown' | 'quit' | 'dialog';
}

/** The command fails over a remote connection, which has no full administrator's token. */
interface Elevation {
  readonly kind: 'elevation';
  /** False where only some uses of the command fail. */
  readonly certain: boolean;
}
