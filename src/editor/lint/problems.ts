import * as vscode from 'vscode';
import type { ShownFinding, ShownIn } from '../../analysis/protocol';
import { PathMap } from '../../text/pathMap';
import { diagnosticSource, findingKeyOf, toDiagnostic } from './convert';

/** Diagnostics of somebody else, that say the same where they are at the same place. */
export interface OtherProblems {
  rangesIn(uri: vscode.Uri): readonly vscode.Range[];
  readonly onDidChange: vscode.Event<readonly vscode.Uri[]>;
}

const asHint = (finding: ShownFinding): ShownFinding => ({ ...finding, severity: 'hint' });

/** The linter's part of the Problems panel. */
export class Problems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection(diagnosticSource);
  /** By file. */
  private readonly found = new PathMap<ShownIn>();
  /** By file, the keys of those that are shown. */
  private readonly shown = new PathMap<ReadonlySet<string>>();

  /** @param showsAccepted whether what is in a list of accepted findings is shown, too, as hints */
  constructor(
    private readonly others: OtherProblems,
    private readonly showsAccepted: () => boolean,
  ) {}

  dispose(): void {
    this.collection.dispose();
  }

  /** Shows what is found in some files in place of what was shown there. */
  publish(found: readonly ShownIn[]): void {
    for (const one of found)
      if (one.findings.length + one.accepted.length) this.found.set(one.path, one);
      else this.found.delete(one.path);
    this.show(found.map(({ path }) => path));
  }

  /** Shows some files anew, or all: others say something else there, or another setting holds. */
  show(paths: readonly string[] = this.found.keys()): void {
    const changed = paths.flatMap((path): [vscode.Uri, readonly vscode.Diagnostic[]][] => {
      const { findings: left = [], accepted = [] } = this.found.get(path) ?? {};
      const findings = this.showsAccepted() ? [...left, ...accepted.map(asHint)] : left;
      const uri = vscode.Uri.file(path);
      const ranges = findings.length ? this.others.rangesIn(uri) : [];
      const next = findings
        .map((finding) => ({ finding, diagnostic: toDiagnostic(finding) }))
        .filter(({ diagnostic }) => !ranges.some((range) => range.intersection(diagnostic.range)));
      if (!next.length && !this.shown.has(path)) return [];
      if (next.length) this.shown.set(path, new Set(next.map(({ finding }) => finding.key)));
      else this.shown.delete(path);
      return [[uri, next.map(({ diagnostic }) => diagnostic)]];
    });
    if (changed.length) this.collection.set(changed);
  }

  /** Nothing is known any more. */
  clear(): void {
    this.publish(this.found.keys().map((path) => ({ path, findings: [], accepted: [] })));
  }

  /** How many findings are shown in a file. */
  countIn(path: string): number {
    return this.shown.get(path)?.size ?? 0;
  }

  /** The key of what the linter said with a diagnostic of its own; undefined for those of others. */
  keyOf(path: string, diagnostic: vscode.Diagnostic): string | undefined {
    const key = findingKeyOf(diagnostic);
    return key !== undefined && this.shown.get(path)?.has(key) ? key : undefined;
  }
}
