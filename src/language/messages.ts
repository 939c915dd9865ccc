/**
 * What is said in the user's own language: whoever calls this layer gives the words, so that the editor's are translated
 * by VS Code. All else is in English, as the rules' messages are.
 */
export interface Messages {
  readonly notSetByDefault: string;
  readonly default: string;
  readonly defaultIs: (value: string) => string;
  readonly deprecated: (instead: string) => string;
  readonly since: (tool: string, version: string) => string;
  readonly documentation: string;
  readonly configurationOf: (manifest: string) => string;
  readonly convertDsc: string;
  readonly fixAllOf: (rule: string) => string;
  readonly disableForLine: (rule: string) => string;
  readonly disableInFile: (rule: string) => string;
  readonly turnOff: (rule: string) => string;
  readonly fixAll: string;
  readonly packerConnects: string;
  readonly failed: string;
  /** @param milliseconds 0 or more */
  readonly duration: (milliseconds: number) => string;
}
