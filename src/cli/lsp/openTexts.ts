import type {
  DidChangeTextDocumentParams,
  TextDocumentItem,
  VersionedTextDocumentIdentifier,
} from 'vscode-languageserver/node';
import type { TextNews } from '../../analysis/analysisSession';
import { PathMap } from '../../text/pathMap';
import { SourceText } from '../../text/sourceText';
import { pathOfUri } from './uris';

interface OpenText {
  /** As the editor writes it. */
  readonly uri: string;
  version: number;
  text: string;
  /** The version that the analysis knows. */
  known: number | undefined;
}

/** The texts that are open in the editor: the analysis is told each whole once, and then what changes in it. */
export class OpenTexts {
  private readonly open = new PathMap<OpenText>();

  /** @param tell is resolved when the analysis has worked it up */
  constructor(private readonly tell: (...news: TextNews) => Promise<void>) {}

  /** @returns the path, undefined for what is not on the disk */
  opened({ uri, version, text }: TextDocumentItem): string | undefined {
    const path = pathOfUri(uri);
    if (path === undefined) return undefined;
    const opened = { uri, version, text, known: undefined };
    this.open.set(path, opened);
    this.send(path, opened);
    return path;
  }

  /** @returns the path, undefined for what is not open */
  changed({
    textDocument: { uri, version },
    contentChanges,
  }: Pick<DidChangeTextDocumentParams, 'contentChanges'> & {
    readonly textDocument: VersionedTextDocumentIdentifier;
  }): string | undefined {
    const path = pathOfUri(uri);
    const opened = path === undefined ? undefined : this.open.get(path);
    if (path === undefined || !opened) return undefined;
    const edits = contentChanges.map((change) => {
      const { text } = change;
      const source = new SourceText(path, opened.text);
      const [start, end] =
        'range' in change && change.range
          ? [source.offsetAt(change.range.start), source.offsetAt(change.range.end)]
          : [0, opened.text.length];
      const edit = { offset: Math.min(start, end), length: Math.abs(end - start), text };
      opened.text = opened.text.slice(0, edit.offset) + text + opened.text.slice(edit.offset + edit.length);
      return edit;
    });
    opened.version = version;
    void this.tell('editText', path, edits).then(() => (opened.known = version));
    return path;
  }

  /** @returns the path, undefined for what is not open */
  closed(uri: string): string | undefined {
    const path = pathOfUri(uri);
    if (path === undefined || !this.open.delete(path)) return undefined;
    void this.tell('setText', path, undefined);
    return path;
  }

  /** Who is told knows nothing yet. */
  sendAll(): void {
    for (const [path, opened] of this.open) this.send(path, opened);
  }

  get paths(): string[] {
    return this.open.keys();
  }

  has(path: string): boolean {
    return this.open.has(path);
  }

  uriOf(path: string): string | undefined {
    return this.open.get(path)?.uri;
  }

  /** The version of which the analysis speaks. */
  knownVersion(path: string): number | undefined {
    return this.open.get(path)?.known;
  }

  /** The versions of this moment, for an answer that speaks of these texts: by path, undefined where it is not open. */
  versions(): (path: string) => number | undefined {
    const now = new PathMap([...this.open].map(([path, { version }]) => [path, version] as const));
    return (path) => now.get(path);
  }

  private send(path: string, opened: OpenText): void {
    const { version } = opened;
    void this.tell('setText', path, opened.text).then(() => (opened.known = version));
  }
}
