// Made by "npm run types" of builders.schema.json: edit that.

/**
 * How the guest comes: `installed` from media, as a `clone` of a machine that is installed already, of the `cloudImage` of a provider, as a `container`, as a folder for `chroot`; `none`: no guest is made.
 */
export type GuestOrigin = 'installed' | 'clone' | 'cloudImage' | 'container' | 'chroot' | 'none';

/**
 * What builders do with their guests.
 */
export interface BuildersData {
  $schema: string;
  /**
   * By their types, in alphabetical order; names of older releases too.
   */
  builders: {
    [k: string]: BuilderRow;
  };
}
export interface BuilderRow {
  comes: GuestOrigin;
  /**
   * Settings with which it comes otherwise.
   */
  unless?: {
    /**
     * @minItems 1
     */
    settings: string[];
    comes: GuestOrigin;
  };
  /**
   * How Packer finds the guest: by a `forwarded` port of the host, by `leases` of DHCP, by an `agent` in the guest, by the `api` of a cloud, by what is `given`; `none`: over no network.
   */
  address: 'forwarded' | 'leases' | 'agent' | 'api' | 'given' | 'none';
  /**
   * What ends the guest: the `shutdownCommand`, without which the power is cut; `shutdownOrHypervisor`: without it the hypervisor asks the guest to shut down; the `builder` itself.
   */
  ends: 'shutdownCommand' | 'shutdownOrHypervisor' | 'builder';
  /**
   * Where `communicator` is unset; `both`: SSH and WinRM are prepared; `other`: one of the builder's own. Left out: ssh.
   */
  communicator?: 'winrm' | 'both' | 'other' | 'none';
  /**
   * Until Packer gives up to connect, where that is another time than elsewhere.
   */
  timeoutMinutes?: number;
  /**
   * Its guests are Windows.
   */
  windowsOnly?: true;
  /**
   * It makes a floppy disk.
   */
  floppy?: true;
  /**
   * With the communicator `none` it waits until the guest has switched itself off.
   */
  waitsForGuest?: true;
  /**
   * With the communicator `none` it waits like that where one of these settings is given: that communicator runs nothing, and what it runs succeeds. Otherwise it switches the machine off at once.
   *
   * @minItems 1
   */
  waitsWith?: string[];
  /**
   * With the communicator `none` it leaves the provisioners out.
   */
  skipsSteps?: true;
  /**
   * The provider lets Packer in by itself, whatever user data do.
   */
  ready?: true;
  /**
   * Where this was read.
   */
  source: string;
}
