import { createHash } from 'node:crypto';
import type {
  Diagnostic,
  FullDocumentDiagnosticReport,
  PreviousResultId,
  PublishDiagnosticsParams,
  UnchangedDocumentDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { ShownFinding, ShownIn } from '../../analysis/protocol';
import { PathMap, PathSet } from '../../text/pathMap';
import type { Client } from './client';
import { toDiagnostic } from './toLsp';

/** What the diagnostics of an editor are made with. */
interface Surroundings {
  readonly client: () => Client;
  readonly showsAccepted: () => boolean;
  readonly isOpen: (path: string) => boolean;
  readonly uriOf: (path: string) => string;
  /** Of the text that the analysis speaks of. */
  readonly versionOf: (path: string) => number | undefined;
  readonly publish: (params: PublishDiagnosticsParams) => void;
  readonly refresh: () => void;
}

const asHint = (finding: ShownFinding): ShownFinding => ({ ...finding, severity: 'hint' });

/**
 * The findings as an editor's diagnostics. An editor that pulls them is told those of files that are not open, for which it
 * does not ask, until it asks for the whole workspace. So each is shown once.
 */
export class Diagnostics {
  private readonly found = new PathMap<ShownIn>();
  /** Files of which the editor was told something. */
  private readonly published = new PathSet();
  /** What was pulled last, by file. */
  private readonly pulled = new PathMap<string>();
  /** Files that are being pulled now. */
  private readonly pulling = new PathSet();
  private pullsWorkspace = false;

  constructor(private readonly at: Surroundings) {}

  take(found: readonly ShownIn[]): void {
    for (const one of found)
      if (one.findings.length + one.accepted.length) this.found.set(one.path, one);
      else this.found.delete(one.path);
    this.show(found.map(({ path }) => path));
  }

  /** What is known of a file, for the text that it had then. */
  of(path: string): ShownIn | undefined {
    return this.found.get(path);
  }

  /** Shows some files, or all: something else is found in them, they were opened or closed, or another setting holds. */
  show(paths: readonly string[] = this.found.keys()): void {
    let isStale = false;
    for (const path of paths) {
      const diagnostics = this.diagnosticsIn(this.of(path));
      const shown = this.pushes(path) ? diagnostics : [];
      if (shown.length || this.published.has(path)) this.publish(path, shown);
      isStale ||=
        this.isPulled(path) && !this.pulling.has(path) && this.pulled.get(path) !== idOf(diagnostics);
    }
    if (isStale) this.at.refresh();
  }

  /** Nothing is known any more. */
  clear(): void {
    this.take(this.found.keys().map((path) => ({ path, findings: [], accepted: [] })));
  }

  /** @param ask what is found in the text of now; undefined where what is known holds */
  async pull(
    path: string,
    previous: string | undefined,
    ask: () => Promise<ShownIn | undefined>,
  ): Promise<FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport> {
    this.pulling.add(path);
    try {
      const items = this.diagnosticsIn((await ask()) ?? this.of(path));
      const resultId = idOf(items);
      this.pulled.set(path, resultId);
      return resultId === previous ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items };
    } finally {
      this.pulling.delete(path);
    }
  }

  /** Those of all files, of which some are not found any more. */
  pullAll(
    previous: readonly PreviousResultId[],
    pathOf: (uri: string) => string | undefined,
  ): WorkspaceDocumentDiagnosticReport[] {
    this.pullsWorkspace = true;
    // They come in the answer.
    for (const path of [...this.published]) if (!this.pushes(path)) this.publish(path, []);
    const before = new PathMap(
      previous.flatMap(({ uri, value }) => {
        const path = pathOf(uri);
        return path === undefined ? [] : [[path, value] as const];
      }),
    );
    const paths = new PathSet([...this.found.keys(), ...before.keys()]);
    return [...paths].map((path) => {
      const items = this.diagnosticsIn(this.of(path));
      const resultId = idOf(items);
      this.pulled.set(path, resultId);
      const version = this.at.versionOf(path) ?? null;
      const uri = this.at.uriOf(path);
      return before.get(path) === resultId
        ? { kind: 'unchanged', resultId, uri, version }
        : { kind: 'full', resultId, items, uri, version };
    });
  }

  private isPulled(path: string): boolean {
    return this.at.client().pulls && (this.pullsWorkspace || this.at.isOpen(path));
  }

  private pushes(path: string): boolean {
    return !this.isPulled(path);
  }

  private publish(path: string, diagnostics: Diagnostic[]): void {
    if (diagnostics.length) this.published.add(path);
    else this.published.delete(path);
    const version = this.at.client().versions ? this.at.versionOf(path) : undefined;
    this.at.publish({
      uri: this.at.uriOf(path),
      ...(version !== undefined && { version }),
      diagnostics,
    });
  }

  private diagnosticsIn({
    findings,
    accepted,
  }: Pick<ShownIn, 'findings' | 'accepted'> = nothing): Diagnostic[] {
    const shown = this.at.showsAccepted() ? [...findings, ...accepted.map(asHint)] : findings;
    return shown.map((finding) => toDiagnostic(finding, this.at.client(), this.at));
  }
}

const nothing = { findings: [], accepted: [] };

const idOf = (diagnostics: readonly Diagnostic[]): string =>
  createHash('sha256').update(JSON.stringify(diagnostics)).digest('base64url').slice(0, 16);
