/** What a command does to the build beyond its own work. */
export type Fact =
  Reboot | RemoteAccess | Sysprep | { readonly kind: 'updates' | 'installs' | 'boxstarter' | 'dsc' };

/** The guest restarts or is switched off. */
export interface Reboot {
  readonly kind: 'reboot';
  /**
   * - `now`: in seconds, whatever the build is doing.
   * - `maybe`: by itself, if what was installed asks for it.
   * - `pending`: not by itself, but something waits for the next restart.
   * - `off`: the guest is shut down.
   */
  readonly when: 'now' | 'maybe' | 'pending' | 'off';
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
    | 'firewall'
    /** Basic authentication of the WinRM service. */
    | 'basic'
    /** Unencrypted messages of the WinRM service. */
    | 'unencrypted'
    /** The network is private, on which the default firewall rule of WinRM counts. */
    | 'network'
    /** An SSH server. */
    | 'sshd';
  readonly opens: boolean;
  /** Of a listener or a firewall rule; undefined for all. */
  readonly port?: number;
  /** The service is stopped and started again: whoever is connected is cut off. */
  readonly bounces?: boolean;
}

export interface Sysprep {
  readonly kind: 'sysprep';
  /** What the guest does then; `dialog`: it asks. */
  readonly then: 'reboot' | 'shutdown' | 'quit' | 'dialog';
}
