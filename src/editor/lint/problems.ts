import * as vscode from 'vscode';
import type { FoundIn } from '../../lint/lintProtocol';
import { findingKey } from '../../rules/finding';
import type { Finding } from '../../rules/finding';
import type { FileSource } from '../../text/fileSource';
import { Converter, diagnosticSource, findingKeyOf } from './convert';
import { PathMap } from '../../text/pathMap';

/** Diagnostics of somebody else, that say the same where they are at the same place. */
export interface OtherProblems {
  rangesIn(uri: vscode.Uri): readonly vscode.Range[];
  readonly onDidChange: vscode.Event<readonly vscode.Uri[]>;
}

const asHint = (finding: Finding): Finding => ({ ...finding, severity: 'hint' });

/** The linter's part of the Problems panel. */
export class Problems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection(diagnosticSource);
  /** By file, then by the keys that the diagnostics carry. */
  private readonly shown = new PathMap<ReadonlyMap<string, Finding>>();

  /** @param showsAccepted whether what is in a list of accepted findings is shown, too, as hints */
  constructor(
    private readonly others: OtherProblems,
    private readonly showsAccepted: () => boolean,
  ) {}

  dispose(): void {
    this.collection.dispose();
  }

  /**
   * Shows what is found in some files in place of what was shown there.
   * @param files their texts, as they were linted
   */
  publish(found: readonly FoundIn[], files: FileSource): void {
    const converter = new Converter(files);
    const changed: [vscode.Uri, readonly vscode.Diagnostic[]][] = [];
    for (const { path, findings: left, accepted } of found) {
      const findings = this.showsAccepted() ? [...left, ...accepted.map(asHint)] : left;
      const uri = vscode.Uri.file(path);
      const ranges = findings.length ? this.others.rangesIn(uri) : [];
      const next = findings
        .map((finding) => ({ finding, diagnostic: converter.diagnostic(finding) }))
        .filter(({ diagnostic }) => !ranges.some((range) => range.intersection(diagnostic.range)));
      if (!next.length && !this.shown.has(path)) continue;
      if (next.length)
        this.shown.set(path, new Map(next.map(({ finding }) => [findingKey(finding), finding])));
      else this.shown.delete(path);
      changed.push([uri, next.map(({ diagnostic }) => diagnostic)]);
    }
    if (changed.length) this.collection.set(changed);
  }

  findingsIn(path: string): Finding[] {
    return [...(this.shown.get(path)?.values() ?? [])];
  }

  /** What the linter said with a diagnostic of its own; undefined for those of others. */
  findingOf(path: string, diagnostic: vscode.Diagnostic): Finding | undefined {
    const key = findingKeyOf(diagnostic);
    return key === undefined ? undefined : this.shown.get(path)?.get(key);
  }
}
