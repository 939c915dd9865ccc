import { schemaFile } from '../schema/schemaFiles';

/** What schemas/packer/language.json says of Packer's own language, as far as it is asked for. */
interface Language {
  /** The Packer of which it is. */
  readonly packer: string;
  readonly blocks: Readonly<Record<string, BlockSchema>>;
  readonly functions: Readonly<Record<string, FunctionSchema>>;
  /** What writes one block for each element of a collection. */
  readonly dynamic: BlockSchema & { readonly notIn: readonly string[] };
  readonly references: {
    readonly source: { readonly attributes: Readonly<Record<string, unknown>> };
    readonly build: { readonly attributes: Readonly<Record<string, unknown>> };
    readonly path: { readonly attributes: Readonly<Record<string, unknown>> };
    readonly packer: { readonly attributes: Readonly<Record<string, unknown>> };
  };
  readonly types: { readonly primitive: readonly string[] };
  readonly json: { readonly top: Readonly<Record<string, unknown>>; readonly comment: string };
  readonly engine: {
    readonly functions: Readonly<Record<string, EngineFunction>>;
    readonly go: readonly string[];
  };
}

/** A block of the language, at the top of a template or in another one. */
export interface BlockSchema {
  /** What its labels are. */
  readonly labels: readonly string[];
  readonly attributes?: Readonly<Record<string, AttributeSchema>>;
  readonly blocks?: Readonly<Record<string, BlockSchema>>;
  /** It takes attributes of any name. */
  readonly free?: true;
  /** Those of `required_plugins`: attributes of any name, that have these. */
  readonly entries?: Readonly<Record<string, unknown>>;
  /** What its other attributes and blocks are, which plugins say. */
  readonly body?: string;
  /** Packer reads nothing of it. */
  readonly ignored?: true;
  /** How many there may be in one body. */
  readonly max?: number;
  readonly since?: string;
}

interface AttributeSchema {
  readonly type: string;
  readonly required?: true;
  readonly since?: string;
  readonly deprecated?: { readonly use?: string };
  readonly pattern?: string;
  readonly maxLength?: number;
}

export interface FunctionSchema {
  readonly params: readonly Parameter[];
  /** What may follow them, any number of times unless it says how many. */
  readonly rest?: Parameter & { readonly max?: number };
  /** The places in which alone it may be called. */
  readonly only?: readonly string[];
  /** The first release of Packer that has it. */
  readonly since?: string;
  readonly returns?: string;
}

export interface Parameter {
  readonly name: string;
  readonly type: string;
}

interface EngineFunction {
  readonly only?: readonly string[];
  readonly params?: readonly (Parameter & { readonly optional?: true })[];
}

export const language = (): Language => schemaFile<Language>('language');
