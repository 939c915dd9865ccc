// Made by "npm run types" of settingTable.schema.json: edit that.

/**
 * The settings of one object of a Vagrantfile, or the options of one call.
 */
export interface SettingTableData {
  $schema: string;
  /**
   * What they belong to, like `config.vm` or `provider "virtualbox"`.
   */
  of: string;
  /**
   * What has them, Vagrant or a plugin: the releases in `since` are its own.
   */
  from: string;
  /**
   * A page of its documentation.
   */
  page: string;
  /**
   * Whether `vagrant validate` refuses a name that is not there, as tried. Left out where that depends on the provider in use.
   */
  refusesUnknown?: boolean;
  /**
   * By their names, in alphabetical order.
   */
  settings: {
    [k: string]: SettingRow;
  };
}
/**
 * What is known of one setting of a Vagrantfile.
 */
export interface SettingRow {
  /**
   * In words, like `string or array of strings`. A `part` has settings of its own, a `call` is called and not assigned.
   */
  type: string;
  /**
   * As Ruby would write it. Left out when it is nil or empty: Vagrant, or what it drives, then decides.
   */
  default?: string;
  /**
   * What a number counts, like `seconds` or `MB`.
   */
  unit?: string;
  /**
   * The first release that has it, of what the table is from. Left out when Vagrant 2.3.4 and the plugins of its time have it.
   */
  since?: string;
  /**
   * It is on its way out: what to write in its place.
   */
  instead?: string;
  /**
   * Values to choose from, as Ruby writes them, the usual ones first. Others may be possible.
   *
   * @minItems 2
   */
  values?: string[];
  /**
   * It is called, not assigned: what stands behind its name, as a snippet of the editor.
   */
  call?: string;
  /**
   * What it does, in a sentence.
   */
  meaning: string;
  /**
   * Where this was read: a line of the source or of its documentation, at a fixed version.
   */
  source: string;
}
