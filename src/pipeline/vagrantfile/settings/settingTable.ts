import type { SettingRow, SettingTableData } from './settingTable.generated';

/** What is known of one setting of a Vagrantfile: its row without where it was read. */
export type SettingInfo = Frozen<Omit<SettingRow, 'source'>>;

/** The settings of one object of a Vagrantfile, or the options of one call. */
export interface SettingTable extends Readonly<
  Pick<SettingTableData, 'of' | 'from' | 'page' | 'refusesUnknown'>
> {
  readonly settings: Readonly<Record<string, SettingInfo>>;
}

type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;
