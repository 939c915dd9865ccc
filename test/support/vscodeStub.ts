/*
 * The little of `vscode` that plain objects of the editor are made of, for unit tests in Node: esbuild puts it in the place of
 * the module (scripts/lib/buildTests.mjs). What is shown, asked and run is only kept, for a test to look at: how VS Code
 * behaves then, only a real one says, and what else it does is not here. A use of it fails with a TypeError.
 */
import { readFileSync } from 'node:fs';
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

  static from({
    scheme,
    authority = '',
    path: file = '',
  }: {
    scheme: string;
    authority?: string;
    path?: string;
  }): Uri {
    return new Uri(scheme, authority, file, '', '');
  }

  static joinPath(base: Uri, ...names: string[]): Uri {
    return new Uri(base.scheme, base.authority, path.posix.join(base.path, ...names), '', '');
  }

  with(changes: Partial<Record<'scheme' | 'authority' | 'path' | 'query' | 'fragment', string>>): Uri {
    const { scheme, authority, path: file, query, fragment } = { ...this.parts, ...changes };
    return new Uri(scheme, authority, file, query, fragment);
  }

  private get parts() {
    const { scheme, authority, path: file, query, fragment } = this;
    return { scheme, authority, path: file, query, fragment };
  }

  get fsPath(): string {
    return process.platform === 'win32' ? this.path.slice(1).replaceAll('/', '\\') : this.path;
  }

  toString(): string {
    const query = this.query && `?${encodeURIComponent(this.query)}`;
    return `${this.scheme}:${this.scheme === 'file' || this.authority ? '//' : ''}${this.authority}${encodeURI(this.path)}${query}`;
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

  /** Undefined where they do not touch. */
  intersection(other: Range): Range | undefined {
    const start = isBefore(this.start, other.start) ? other.start : this.start;
    const end = isBefore(this.end, other.end) ? this.end : other.end;
    return isBefore(end, start) ? undefined : new Range(start, end);
  }
}

const isBefore = (one: Position, other: Position): boolean =>
  one.line < other.line || (one.line === other.line && one.character < other.character);

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

export enum DiagnosticTag {
  Unnecessary = 1,
  Deprecated,
}

export class Diagnostic {
  tags?: DiagnosticTag[];
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

class DiagnosticCollection {
  private readonly byUri = new Map<string, readonly Diagnostic[]>();

  set(all: readonly (readonly [Uri, readonly Diagnostic[]])[]): void;
  set(uri: Uri, diagnostics: readonly Diagnostic[]): void;
  set(
    given: Uri | readonly (readonly [Uri, readonly Diagnostic[]])[],
    diagnostics: readonly Diagnostic[] = [],
  ): void {
    if (given instanceof Uri) this.byUri.set(given.toString(), diagnostics);
    else for (const [uri, own] of given) this.byUri.set(uri.toString(), own);
  }

  delete(uri: Uri): void {
    this.byUri.delete(uri.toString());
  }

  get(uri: Uri): readonly Diagnostic[] | undefined {
    return this.byUri.get(uri.toString());
  }

  dispose(): void {
    this.byUri.clear();
  }
}

/** The Problems panel: by the name of the collection. */
export const problemsPanel = new Map<string, DiagnosticCollection>();

export const languages = {
  registerDocumentLinkProvider: (): Disposable => new Disposable(() => undefined),
  createDiagnosticCollection: (name: string) => {
    const collection = new DiagnosticCollection();
    problemsPanel.set(name, collection);
    return collection;
  },
};

export class CodeActionKind {
  static readonly QuickFix = new CodeActionKind('quickfix');
  static readonly Source = new CodeActionKind('source');

  constructor(readonly value: string) {}

  contains(other: CodeActionKind): boolean {
    return other.value === this.value || other.value.startsWith(`${this.value}.`);
  }
}

export class CodeAction {
  constructor(
    readonly title: string,
    readonly kind: CodeActionKind,
  ) {}
}

export class DocumentLink {
  constructor(
    readonly range: Range,
    readonly target: Uri,
  ) {}
}

export enum QuickPickItemKind {
  Separator = -1,
  Default = 0,
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
  Function = 2,
  Field = 4,
  Variable = 5,
  Class = 6,
  Module = 8,
  Property = 9,
  Value = 11,
  Keyword = 13,
  Snippet = 14,
  File = 16,
  Reference = 17,
  Folder = 18,
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

/** Each setting that was asked for, and whether it was so for a file or folder. */
export const askedSettings = new Map<string, boolean>();

const { contributes } = JSON.parse(readFileSync(path.join(REPO_ROOT, 'package.json'), 'utf8')) as {
  contributes: { configuration: { properties: Record<string, { default: unknown }> }[] };
};
const declared = Object.assign(
  {},
  ...contributes.configuration.map(({ properties }) => properties),
) as Record<string, { default: unknown }>;

const never = (): Disposable => new Disposable(() => undefined);

export enum EndOfLine {
  LF = 1,
  CRLF = 2,
}

interface Document {
  uri: Uri;
  isDirty: boolean;
  getText: () => string;
  eol?: EndOfLine;
}

/** What happens to documents, for a test to fire. */
export const documentEvents = {
  opened: new EventEmitter<Document>(),
  changed: new EventEmitter<{ document: Document; contentChanges: readonly unknown[] }>(),
  saved: new EventEmitter<Document>(),
  closed: new EventEmitter<Document>(),
};

export const workspace = {
  onDidChangeWorkspaceFolders: never,
  onDidChangeConfiguration: never,
  /** The files of the workspace, for a test to fill. */
  files: [] as string[],
  /** Of patterns only the ends of names count, as in `*.json`. */
  findFiles: (pattern?: string): Promise<Uri[]> => {
    const ends = pattern === '**/*.json' ? '.json' : pattern?.startsWith('**/{') ? '.pkr.hcl' : '';
    return Promise.resolve(
      workspace.files.filter((file) => file.endsWith(ends)).map((file) => Uri.file(file)),
    );
  },
  workspaceFolders: [{ uri: Uri.file('/w'), name: 'w', index: 0 }],
  textDocuments: [] as Document[],
  /** None of the folders of tests lies in the workspace. */
  getWorkspaceFolder: (): undefined => undefined,
  registerTextDocumentContentProvider: never,
  onDidOpenTextDocument: documentEvents.opened.event,
  onDidChangeTextDocument: documentEvents.changed.event,
  onDidSaveTextDocument: documentEvents.saved.event,
  onDidCloseTextDocument: documentEvents.closed.event,
  asRelativePath: (file: string | Uri): string => {
    const name = typeof file === 'string' ? file : file.fsPath;
    const relative = path.relative('/w', path.resolve(name));
    return relative === '' || relative.startsWith('..') ? name : relative.replaceAll(path.sep, '/');
  },
  getConfiguration: (section: string, resource?: Uri) => {
    const asked = (name: string) => {
      const whole = `${section}.${name}`;
      askedSettings.set(whole, resource !== undefined);
      return whole;
    };
    return {
      get(name: string, fallback?: unknown) {
        const whole = asked(name);
        return userSettings[whole] ?? declared[whole]?.default ?? fallback;
      },
      inspect: (name: string) => ({ globalValue: userSettings[asked(name)] }),
    };
  },
};

interface Shown {
  readonly kind: 'information' | 'warning' | 'error' | 'pick' | 'input';
  readonly text: string;
  /** Titles of buttons, or the labels that are picked from. */
  readonly offered: readonly string[];
}

/** What the user has been shown and asked. */
export const shown: Shown[] = [];

/** What the user answers to what is shown next, in order: the titles of buttons, the labels of items. */
export const answers: string[] = [];

const message =
  (kind: Shown['kind']) =>
  (text: string, ...titles: string[]): Promise<string | undefined> => {
    shown.push({ kind, text, offered: titles });
    return Promise.resolve(answers.shift());
  };

export enum ProgressLocation {
  Window = 10,
  Notification = 15,
}

const windowState = new EventEmitter<{ focused: boolean }>();

/** Somebody looks at the window, or no longer. */
export const focusWindow = (focused = true): void => windowState.fire({ focused });

/** The folders that the user picks in dialogs, in order; in none of them when there is none left. */
export const chosenFolders: string[] = [];

export const window = {
  registerTreeDataProvider: (id: string): Disposable => register(id, () => undefined),
  showOpenDialog: (): Promise<Uri[] | undefined> => {
    const folder = chosenFolders.shift();
    return Promise.resolve(folder === undefined ? undefined : [Uri.file(folder)]);
  },
  onDidChangeWindowState: windowState.event,
  /** Nobody ends what is being done. */
  withProgress: <T>(
    _options: unknown,
    work: (progress: { report: () => void }, token: object) => Promise<T>,
  ): Promise<T> =>
    work(
      { report: () => undefined },
      { isCancellationRequested: false, onCancellationRequested: () => new Disposable(() => undefined) },
    ),
  /** Accepts the next answer, if the box does. */
  showInputBox({
    prompt = '',
    validateInput,
  }: {
    prompt?: string;
    validateInput?: (value: string) => string | undefined;
  }): Promise<string | undefined> {
    shown.push({ kind: 'input', text: prompt, offered: [] });
    const answer = answers.shift();
    const refusal = answer === undefined ? undefined : validateInput?.(answer);
    if (refusal) throw new Error(`The box does not take '${answer}': ${refusal}`);
    return Promise.resolve(answer);
  },
  tabGroups: { activeTabGroup: {} },
  activeTextEditor: undefined as { document: { uri: Uri } } | undefined,
  showInformationMessage: message('information'),
  showWarningMessage: message('warning'),
  showErrorMessage: message('error'),
  showQuickPick(
    items: readonly { readonly label: string }[],
    { placeHolder = '', canPickMany = false }: { placeHolder?: string; canPickMany?: boolean },
  ): Promise<unknown> {
    shown.push({ kind: 'pick', text: placeHolder, offered: items.map(({ label }) => label) });
    const answer = answers.shift();
    const picked = items.filter(({ label }) => answer?.split(' ').includes(label));
    return Promise.resolve(answer === undefined ? undefined : canPickMany ? picked : picked[0]);
  },
};

export class TabInputText {
  constructor(readonly uri: Uri) {}
}

/** Commands that were run, with their arguments. */
export const ran: unknown[][] = [];

/** The names of commands that are there. */
export const commandNames: string[] = [];

/** Commands and views that are there, with what a command does. */
export const registered = new Map<string, (...given: unknown[]) => unknown>();

const register = (id: string, run: (...given: unknown[]) => unknown): Disposable => {
  registered.set(id, run);
  return new Disposable(() => registered.delete(id));
};

export const commands = {
  registerCommand: register,
  getCommands: () => Promise.resolve(commandNames),
  executeCommand: (...given: unknown[]) => {
    ran.push(given);
    return Promise.resolve(undefined);
  },
};

/** The addresses that were opened in a browser. */
export const opened: string[] = [];

export enum UIKind {
  Desktop = 1,
  Web = 2,
}

export const env = {
  language: 'en',
  uiKind: UIKind.Desktop,
  remoteName: undefined as string | undefined,
  openExternal: (uri: Uri) => {
    opened.push(uri.toString());
    return Promise.resolve(true);
  },
};
