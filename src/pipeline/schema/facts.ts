/** What is known of a plugin, of Packer itself or of its SDK: schemas/packer/NAME.json. docs/schemas.md has the format. */
export interface PluginFacts {
  /** Like `virtualbox`: with it the types of its components begin, unless a template gives it another name. */
  readonly name: string;
  /** Addresses in `required_plugins`, the newest first. */
  readonly sources?: readonly string[];
  /** Its releases, the oldest first. */
  readonly versions?: readonly string[];
  readonly components?: readonly ComponentFacts[];
  readonly structs: Readonly<Record<string, StructFacts>>;
}

export type FactsKind = 'builder' | 'provisioner' | 'post-processor' | 'data';

export interface ComponentFacts {
  readonly kind: FactsKind;
  /** As templates write it where the plugin goes by its own name. */
  readonly type: string;
  /** The id of a struct. */
  readonly struct: string;
  /** Its name within the plugin; `-` for the one that has the plugin's. */
  readonly registered?: string;
  readonly since?: string;
  readonly deprecated?: { readonly use?: string };
  /** Of each group one option has to be given. */
  readonly oneOf?: readonly (readonly string[])[];
  /** Options that exclude each other. */
  readonly conflicts?: readonly (readonly string[])[];
  /** `oneOf A|B` or `conflicts A|B`: the release that brought this rule. */
  readonly rulesSince?: Readonly<Record<string, string>>;
  /** Options of its structs that it does not take. */
  readonly without?: readonly string[];
  /** Options of old, with the last release that took each. */
  readonly removed?: Readonly<Record<string, string>>;
  /** Of a data source, what it gives, with types. */
  readonly outputs?: Readonly<Record<string, string>>;
  /** By the path of an option, what the template engine can fill into it: `Name` is `{{ .Name }}`. */
  readonly vars?: Readonly<Record<string, readonly string[]>>;
  /** What is otherwise than in its structs, by dotted path; null takes away. */
  readonly set?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface StructFacts {
  /** Ids of structs whose options it has, too. */
  readonly include?: readonly string[];
  readonly options: Readonly<Record<string, OptionFacts>>;
}

export interface OptionFacts {
  /** Such as `string`, `duration`, `list(string)`, `block`, `list(block)`, `attrs`: a block with any names. */
  readonly type: string;
  /** The id of the struct that a block holds. */
  readonly block?: string;
  readonly required?: true;
  readonly requiredSince?: string;
  /** It is documented as required, but the code was not seen to insist. */
  readonly docRequired?: true;
  readonly requiredIf?: { readonly communicator: string };
  readonly requiredUnless?: Readonly<Record<string, unknown>>;
  /** Options that have to be given along with it. */
  readonly needs?: readonly string[];
  /** What holds where it is not set. */
  readonly default?: unknown;
  /** The environment variable that is asked where it is not set. */
  readonly env?: string;
  /** Values that are documented, among others. */
  readonly suggest?: readonly unknown[];
  /** All that the code takes. */
  readonly values?: readonly unknown[];
  readonly valuesSince?: string;
  /** Capitals of its values do not matter. */
  readonly fold?: true;
  readonly deprecated?: { readonly use?: string };
  /** The release that brought it; `>1.2.0`: none yet, it comes after this one. */
  readonly since?: string;
  /** JSON templates take it, HCL2 refuses it. */
  readonly jsonOnly?: true;
  /** Not documented on purpose: taken, but nobody is told to use it. */
  readonly hidden?: true;
}

/** schemas/packer/index.json: names of files. */
export interface FactsIndex {
  readonly components: Readonly<Record<FactsKind, Readonly<Record<string, string>>>>;
  /** By addresses of plugins in lower case. */
  readonly plugins: Readonly<Record<string, string>>;
  /** By names of files, the newest address of each plugin. */
  readonly sources: Readonly<Record<string, string>>;
}
