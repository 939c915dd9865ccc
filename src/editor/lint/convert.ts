import * as vscode from 'vscode';
import type { PlacedEdit, Range } from '../../analysis/places';
import type { FindingTag, ShownFinding } from '../../analysis/protocol';
import type { Severity } from '../../rules/finding';
import type { FileSource } from '../../text/fileSource';
import type { Location } from '../../text/location';
import { SourceText } from '../../text/sourceText';
import type { Position } from '../../text/sourceText';
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

const tags: Readonly<Record<FindingTag, vscode.DiagnosticTag>> = {
  unnecessary: vscode.DiagnosticTag.Unnecessary,
  deprecated: vscode.DiagnosticTag.Deprecated,
};

/** A stretch of a text as the editor has it. @param text in which the span counts: a document, or what was read of a file */
export function toRange(text: { positionAt(offset: number): Position }, span: Span): vscode.Range {
  const start = text.positionAt(span.start);
  const end = text.positionAt(span.end);
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/**
 * From the column to the end of the line; the whole line when nothing stands behind the column.
 * @param text undefined where it is not known @param line from 0 @param column from 0
 */
export function lineRange(text: string | undefined, line: number, column = 0): vscode.Range {
  const content = (text?.split(/\r\n|\r|\n/)[line] ?? '').trimEnd();
  const first = content.length - content.trimStart().length;
  const start = Math.max(first, column < content.length ? column : first);
  return new vscode.Range(line, start, line, content.length);
}

/** Turns the linter's plain data into the editor's objects; made for the texts of one moment. */
export class Converter {
  private readonly texts = new Map<string, SourceText>();

  constructor(private readonly files: FileSource) {}

  range(path: string, span: Span): vscode.Range {
    return toRange(this.text(path), span);
  }

  position(path: string, offset: number): vscode.Position {
    return this.range(path, { start: offset, end: offset }).start;
  }

  /** Of a position in the text that `range` speaks of: on disk, line ends can be others than in the editor. */
  offset(path: string, position: vscode.Position): number {
    return this.text(path).offsetAt(position);
  }

  /** Of a range in the text that `range` speaks of, as above. */
  location(path: string, { start, end }: vscode.Range): Location {
    return { path, span: { start: this.offset(path, start), end: this.offset(path, end) } };
  }

  /** A file that is not there yet is made. */
  edit(edits: readonly TextEdit[]): vscode.WorkspaceEdit {
    const edit = new vscode.WorkspaceEdit();
    for (const { path, span, newText } of edits) {
      const uri = vscode.Uri.file(path);
      if (this.files.kind(path) === undefined) edit.createFile(uri, { ignoreIfExists: true });
      edit.replace(uri, this.range(path, span), newText);
    }
    return edit;
  }

  private text(path: string): SourceText {
    const text = this.texts.get(path) ?? new SourceText(path, this.files.read(path) ?? '');
    this.texts.set(path, text);
    return text;
  }
}

/** A range of plain data as the editor has it. */
export const asRange = ({ start, end }: Range): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);

/** A position of the editor as plain data. */
export const plainPosition = ({ line, character }: vscode.Position): Position => ({ line, character });

/** Edits by lines as one of the editor; a file that is not there yet is made. */
export function asEdit(edits: readonly PlacedEdit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { path, range, newText, creates } of edits) {
    const uri = vscode.Uri.file(path);
    if (creates) edit.createFile(uri, { ignoreIfExists: true });
    edit.replace(uri, asRange(range), newText);
  }
  return edit;
}

export function toDiagnostic(finding: ShownFinding): vscode.Diagnostic {
  const { location, message, severity, rule, related, tag } = finding;
  const diagnostic = new vscode.Diagnostic(asRange(location.range), message, severities[severity]);
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: rule, target: rulePage(finding) };
  if (tag) diagnostic.tags = [tags[tag]];
  diagnostic.relatedInformation = related.map(
    (other) =>
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(vscode.Uri.file(other.location.path), asRange(other.location.range)),
        other.message,
      ),
  );
  return diagnostic;
}

/**
 * The key of the finding that a diagnostic of ours shows; undefined for those of others. The editor hands out copies
 * of diagnostics, and of what is put into them only the standard fields arrive: the link to the rule carries the key.
 */
export function findingKeyOf({ source, code }: vscode.Diagnostic): string | undefined {
  if (source !== diagnosticSource || typeof code !== 'object') return undefined;
  const [, key] = JSON.parse(code.target.query) as unknown[];
  return typeof key === 'string' ? key : undefined;
}

/** A link that opens the page of a rule inside the editor, and tells which finding it is of. */
const rulePage = ({ rule, key }: ShownFinding): vscode.Uri =>
  vscode.Uri.parse(`command:boxwright.openRule?${encodeURIComponent(JSON.stringify([rule, key]))}`);
