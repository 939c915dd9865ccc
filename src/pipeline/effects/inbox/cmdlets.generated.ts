// Made by "npm run types" of cmdlets.schema.json: edit that.

/**
 * The commands that the modules of Windows bring, clients and servers with their roles, for Windows PowerShell.
 */
export interface InboxCmdlets {
  $schema: string;
  /**
   * By their names, in alphabetical order.
   */
  modules: {
    [k: string]: InboxModule;
  };
}
export interface InboxModule {
  /**
   * Microsoft’s page on the module.
   */
  source: string;
  /**
   * The verbs of each noun, with blanks between them: the commands are `Verb-Noun`.
   */
  cmdlets: {
    [k: string]: string;
  };
}
