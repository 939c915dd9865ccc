import * as vscode from 'vscode';
import type { Finding, Severity } from '../../rules/finding';
import type { FileSource } from '../../text/fileSource';
import { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
import type { TextEdit } from '../../text/textEdit';

/** What the Problems panel shows as the source of a diagnostic. */
export const diagnosticSource = 'boxwright';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Turns the linter's plain data into the editor's objects; made for the texts of one moment. */
export class Converter {
  private readonly texts = new Map<string, SourceText>();

  constructor(private readonly files: FileSource) {}

  range(path: string, span: Span): vscode.Range {
    const text = this.texts.get(path) ?? new SourceText(path, this.files.read(path) ?? '');
    this.texts.set(path, text);
    const start = text.positionAt(span.start);
    const end = text.positionAt(span.end);
    return new vscode.Range(start.line, start.character, end.line, end.character);
  }

  diagnostic(finding: Finding): vscode.Diagnostic {
    const { path, span } = finding.location;
    const diagnostic = new vscode.Diagnostic(
      this.range(path, span),
      finding.message,
      severities[finding.severity],
    );
    diagnostic.source = diagnosticSource;
    diagnostic.code = { value: finding.rule, target: rulePage(finding.rule) };
    diagnostic.relatedInformation = finding.related.map(
      ({ message, location }) =>
        new vscode.DiagnosticRelatedInformation(
          new vscode.Location(vscode.Uri.file(location.path), this.range(location.path, location.span)),
          message,
        ),
    );
    return diagnostic;
  }

  edit(edits: readonly TextEdit[]): vscode.WorkspaceEdit {
    const edit = new vscode.WorkspaceEdit();
    for (const { path, span, newText } of edits)
      edit.replace(vscode.Uri.file(path), this.range(path, span), newText);
    return edit;
  }
}

/** A link that opens the page of a rule inside the editor. */
const rulePage = (rule: string): vscode.Uri =>
  vscode.Uri.parse(`command:boxwright.openRule?${encodeURIComponent(JSON.stringify([rule]))}`);
