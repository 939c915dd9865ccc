/*
 * The little of `vscode` that plain objects of the editor are made of, for unit tests in Node: esbuild puts it in the place of
 * the module (scripts/lib/buildTests.mjs). What shows, asks, watches or runs something is not here: only a real VS Code
 * says how that behaves. A use of it fails with a TypeError.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export class Uri {
  private constructor(
    readonly scheme: string,
    readonly authority: string,
    readonly path: string,
    readonly query: string,
    readonly fragment: string,
  ) {}

  static file(file: string): Uri {
    return Uri.parse(pathToFileURL(file).href);
  }

  static parse(text: string): Uri {
    const [, scheme = 'file', authority = '', file = '', query = '', fragment = ''] =
      /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(text) ?? [];
    const [plainPath, plainQuery, plainFragment] = [file, query, fragment].map(decodeURIComponent);
    return new Uri(scheme, authority, plainPath ?? '', plainQuery ?? '', plainFragment ?? '');
  }

  static joinPath(base: Uri, ...names: string[]): Uri {
    return new Uri(base.scheme, base.authority, path.posix.join(base.path, ...names), '', '');
  }

  get fsPath(): string {
    return process.platform === 'win32' ? this.path.slice(1).replaceAll('/', '\\') : this.path;
  }

  toString(): string {
    const query = this.query && `?${encodeURIComponent(this.query)}`;
    return `${this.scheme}:${this.scheme === 'file' ? '//' : ''}${this.authority}${encodeURI(this.path)}${query}`;
  }
}

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(start: Position, end: Position);
  constructor(startLine: number, startCharacter: number, endLine: number, endCharacter: number);
  constructor(...given: [Position, Position] | [number, number, number, number]) {
    if (given.length === 2) [this.start, this.end] = given;
    else {
      this.start = new Position(given[0], given[1]);
      this.end = new Position(given[2], given[3]);
    }
  }
}

export class Location {
  constructor(
    readonly uri: Uri,
    readonly range: Range,
  ) {}
}

export enum DiagnosticSeverity {
  Error,
  Warning,
  Information,
  Hint,
}

export class Diagnostic {
  source?: string;
  code?: unknown;
  relatedInformation?: DiagnosticRelatedInformation[];

  constructor(
    readonly range: Range,
    readonly message: string,
    readonly severity = DiagnosticSeverity.Error,
  ) {}
}

export class DiagnosticRelatedInformation {
  constructor(
    readonly location: Location,
    readonly message: string,
  ) {}
}

/** Keeps what is to be done, in order: `['create', path]`, `['replace', path, range, text]`. */
export class WorkspaceEdit {
  readonly steps: unknown[][] = [];

  createFile(uri: Uri): void {
    this.steps.push(['create', uri.fsPath]);
  }

  replace(uri: Uri, range: Range, text: string): void {
    this.steps.push(['replace', uri.fsPath, range, text]);
  }
}

export enum TreeItemCollapsibleState {
  None,
  Collapsed,
  Expanded,
}

export class TreeItem {
  constructor(
    readonly label: string,
    readonly collapsibleState = TreeItemCollapsibleState.None,
  ) {}
}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class ThemeIcon {
  constructor(
    readonly id: string,
    readonly color?: ThemeColor,
  ) {}
}

export class MarkdownString {
  isTrusted = false;

  constructor(public value = '') {}

  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }

  appendText(text: string): this {
    this.value += text.replace(/[\\`*_{}[\]()#+\-!~]/g, '\\$&');
    return this;
  }
}

export class Hover {
  constructor(
    readonly contents: MarkdownString[],
    readonly range?: Range,
  ) {}
}

export class SnippetString {
  constructor(readonly value: string) {}
}

export enum CompletionItemKind {
  Method = 1,
  Field = 4,
  Class = 6,
  Module = 8,
  Property = 9,
  Value = 11,
  Keyword = 13,
  EnumMember = 19,
}

export enum CompletionItemTag {
  Deprecated = 1,
}

export class CompletionItem {
  constructor(
    readonly label: string,
    readonly kind?: CompletionItemKind,
  ) {}
}

export class Disposable {
  constructor(readonly dispose: () => void) {}
}

export class EventEmitter<T> {
  private listeners: ((value: T) => unknown)[] = [];

  readonly event = (listener: (value: T) => unknown): Disposable => {
    this.listeners.push(listener);
    return new Disposable(() => (this.listeners = this.listeners.filter((one) => one !== listener)));
  };

  fire(value: T): void {
    for (const listener of this.listeners) listener(value);
  }

  dispose(): void {
    this.listeners = [];
  }
}

type Insertions = readonly unknown[] | Readonly<Record<string, unknown>>;

export const l10n = {
  /** As VS Code does it without a bundle: `{0}` and `{name}` give way to what is inserted, where there is something. */
  t(message: string | { message: string; args?: Insertions }, ...given: unknown[]): string {
    const text = typeof message === 'string' ? message : message.message;
    const [first] = given;
    const all = typeof message === 'string' ? (isRecord(first) ? first : given) : (message.args ?? []);
    return text.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
      const value = (all as Record<string, string | number | boolean | undefined>)[name];
      return value === undefined ? whole : String(value);
    });
  },
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** What the user has set, by the whole name of a setting; for a test to fill. */
export const userSettings: Record<string, unknown> = {};

export const workspace = {
  workspaceFolders: [{ uri: Uri.file('/w'), name: 'w', index: 0 }],
  textDocuments: [],
  asRelativePath: (file: string | Uri): string => {
    const name = typeof file === 'string' ? file : file.fsPath;
    const relative = path.relative('/w', path.resolve(name));
    return relative === '' || relative.startsWith('..') ? name : relative.replaceAll(path.sep, '/');
  },
  getConfiguration: (section: string) => ({
    get: (name: string, fallback: unknown) => userSettings[`${section}.${name}`] ?? fallback,
    inspect: (name: string) => ({ globalValue: userSettings[`${section}.${name}`] }),
  }),
};

export const env = { language: 'en' };
