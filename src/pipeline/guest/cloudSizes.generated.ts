// Made by "npm run types" of cloudSizes.schema.json: edit that.

/**
 * Machine sizes of clouds whose names do not tell how much memory they have. Families of sizes whose names do are in cloudMemory.ts.
 */
export interface CloudSizesData {
  $schema: string;
  amazon: CloudSizes;
  azure: CloudSizes;
  google: CloudSizes;
}
/**
 * By their names as the cloud writes them, in alphabetical order.
 */
export interface CloudSizes {
  [k: string]: CloudSizeRow;
}
export interface CloudSizeRow {
  /**
   * The memory, in GiB.
   */
  gigabytes: number;
  /**
   * The cloud’s page on it.
   */
  source: string;
}
