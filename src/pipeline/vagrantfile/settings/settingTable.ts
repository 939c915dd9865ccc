/** What is known of one setting of a Vagrantfile. */
export interface SettingInfo {
  /** In words, like `string or array of strings`. */
  readonly type: string;
  /** As Ruby would write it. Undefined when it is nil or empty: Vagrant, or what it drives, then decides. */
  readonly default?: string;
  /** What a number counts, like `seconds` or `MB`. */
  readonly unit?: string;
  /** What it does, in a sentence. */
  readonly meaning: string;
  /** The first release that has it, of what the table is of; undefined when Vagrant 2.3.4 and the like have it. */
  readonly since?: string;
  /** It is on its way out: what to write in its place. */
  readonly instead?: string;
  /** Values to choose from, as Ruby writes them. Others may be possible. */
  readonly values?: readonly string[];
  /** It is called, not assigned: what stands behind its name, as a snippet of the editor. */
  readonly call?: string;
}

/** The settings of one object of a Vagrantfile, or the options of one call. */
export interface SettingTable {
  /** What they belong to, like `config.vm` or `provider "virtualbox"`. */
  readonly of: string;
  /** What has them, with the release that was read: for `since`. */
  readonly from: string;
  /** A page of its documentation. */
  readonly page: string;
  readonly settings: Readonly<Record<string, SettingInfo>>;
}

export const vagrantDocs = 'https://developer.hashicorp.com/vagrant/docs';
