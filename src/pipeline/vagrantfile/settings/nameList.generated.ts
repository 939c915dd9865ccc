// Made by "npm run types" of nameList.schema.json: edit that.

/**
 * Names that a call of a Vagrantfile takes as its first argument.
 */
export interface NameListData {
  $schema: string;
  /**
   * The usual ones first: the editor offers them in this order.
   */
  names: {
    [k: string]: NameRow;
  };
}
export interface NameRow {
  /**
   * What it is, in a sentence.
   */
  meaning: string;
  /**
   * A page that describes it.
   */
  source: string;
}
