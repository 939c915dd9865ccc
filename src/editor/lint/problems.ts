import * as vscode from 'vscode';
import { readConfiguration } from '../../lint/configuration';
import { settle } from '../../lint/settle';
import type { Finding } from '../../rules/finding';
import type { FileSource } from '../../text/fileSource';
import { Converter, diagnosticSource } from './convert';

/** Diagnostics of somebody else, that say the same where they are at the same place. */
export interface OtherProblems {
  rangesIn(uri: vscode.Uri): readonly vscode.Range[];
  readonly onDidChange: vscode.Event<readonly vscode.Uri[]>;
}

interface Shown {
  readonly finding: Finding;
  readonly diagnostic: vscode.Diagnostic;
}

/** The linter's part of the Problems panel. */
export class Problems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection(diagnosticSource);
  private readonly shown = new Map<string, readonly Shown[]>();

  constructor(private readonly others: OtherProblems) {}

  dispose(): void {
    this.collection.dispose();
  }

  /**
   * Shows what is found in some files in place of what was shown there.
   * @param findingsIn undefined for a file that nothing leads to
   */
  publish(
    paths: Iterable<string>,
    findingsIn: (path: string) => readonly Finding[] | undefined,
    files: FileSource,
  ): void {
    const converter = new Converter(files);
    const changed: [vscode.Uri, readonly vscode.Diagnostic[]][] = [];
    for (const path of new Set(paths)) {
      const uri = vscode.Uri.file(path);
      const found = findingsIn(path);
      const all = found ? this.settled(path, found, files) : [];
      const own = all.map((finding) => ({ finding, diagnostic: converter.diagnostic(finding) }));
      const ranges = own.length ? this.others.rangesIn(uri) : [];
      const next = own.filter(
        ({ diagnostic }) => !ranges.some((range) => range.intersection(diagnostic.range)),
      );
      if (!next.length && !this.shown.has(path)) continue;
      if (next.length) this.shown.set(path, next);
      else this.shown.delete(path);
      changed.push([uri, next.map(({ diagnostic }) => diagnostic)]);
    }
    if (changed.length) this.collection.set(changed);
  }

  findingsIn(path: string): Finding[] {
    return (this.shown.get(path) ?? []).map(({ finding }) => finding);
  }

  /** What the linter said with a diagnostic of its own; undefined for those of others. */
  findingOf(path: string, { source, message, range }: vscode.Diagnostic): Finding | undefined {
    if (source !== diagnosticSource) return undefined;
    // The editor hands out copies of diagnostics, so they are compared by what they say.
    return this.shown
      .get(path)
      ?.find((one) => one.diagnostic.message === message && one.diagnostic.range.isEqual(range))?.finding;
  }

  private settled(path: string, found: readonly Finding[], files: FileSource): readonly Finding[] {
    const text = files.read(path) ?? '';
    if (!found.length && !text.includes('boxwright-disable')) return found;
    const configuration = readConfiguration(files.rootOf(files.paths.dirname(path)), files);
    return settle(path, text, found, configuration);
  }
}
