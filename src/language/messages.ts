/**
 * What is said in the user's own language: whoever calls this layer gives the words, so that the editor's are translated
 * by VS Code. All else is in English, as the rules' messages are. They are texts alone, which can be sent anywhere; what
 * is put into one stands in it as `{0}`, `{1}`, see {@link fill}.
 */
export interface Messages {
  readonly notSetByDefault: string;
  readonly default: string;
  /** A value. */
  readonly defaultIs: string;
  /** What takes its place. */
  readonly deprecated: string;
  /** A tool and its version. */
  readonly since: string;
  readonly documentation: string;
  /** The name of a manifest. */
  readonly configurationOf: string;
  readonly convertDsc: string;
  /** Here and in those that follow: the id of a rule. */
  readonly fixAllOf: string;
  readonly disableForLine: string;
  readonly disableInFile: string;
  readonly turnOff: string;
  readonly fixAll: string;
  readonly packerConnects: string;
  readonly failed: string;
  readonly required: string;
  /** A communicator. */
  readonly requiredWith: string;
  /** Names of options. */
  readonly requiredOneOf: string;
  readonly valuesAre: string;
  /** Nothing takes its place. */
  readonly deprecatedAlone: string;
  /** An environment variable. */
  readonly fromEnvironment: string;
  /** Of a block: what follows are its options that have to be given. */
  readonly withRequired: string;
  readonly allRequired: string;
  /** Here and in those that follow: a value in code. */
  readonly valueIs: string;
  readonly valueByDefault: string;
  /** And the name of a file. */
  readonly valueSetIn: string;
  /** Of a variable. */
  readonly noValue: string;
  /** The name of a file. */
  readonly declaredIn: string;
  readonly sensitive: string;
  /** Here and in those that follow: why something cannot be renamed. */
  readonly renameNothing: string;
  /** A name. */
  readonly renameUndeclared: string;
  readonly renameInvalid: string;
  readonly renameTaken: string;
  /** A file. */
  readonly renameBroken: string;
  readonly renameReadOnly: string;
  /** A name and a file. */
  readonly renameInJson: string;
  /** A file that sets the variable, its name, and another template. */
  readonly renameLookedUp: string;
  readonly renameShared: string;
}

/** Puts values into a message, as `vscode.l10n.t` does. */
export const fill = (message: string, ...values: readonly string[]): string =>
  message.replace(/\{(\d)\}/g, (place, index: string) => values[Number(index)] ?? place);
