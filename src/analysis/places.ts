import type { Completions } from '../language/completion';
import type { HoverText } from '../language/hover';
import type { FileSource } from '../text/fileSource';
import type { Location } from '../text/location';
import { SourceText } from '../text/sourceText';
import type { Position } from '../text/sourceText';
import type { Span } from '../text/span';
import type { TextEdit } from '../text/textEdit';

/** A stretch of a text by lines and characters, from 0, characters in UTF-16 units. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A location, with its lines: whoever shows it need not read the file. */
export interface Place extends Location {
  readonly range: Range;
}

/** What can be written at a place, with what it takes the place of, by lines. */
export interface PlacedCompletions extends Pick<Completions, 'items'> {
  readonly range: Range;
}

/** From a name to its declaration, by lines. */
export interface PlacedDefinition {
  /** What leads there. */
  readonly origin: Range;
  /** All of the declaration. */
  readonly target: Place;
  /** The name in it. */
  readonly selection: Range;
}

/** A hover by lines. */
export interface PlacedHover {
  readonly range: Range;
  readonly contents: readonly HoverText[];
}

/** An edit by lines. */
export interface PlacedEdit {
  readonly path: string;
  readonly range: Range;
  readonly newText: string;
  /** The file is not there yet. */
  readonly creates?: true;
}

/** From offsets to lines and back, in the texts of one moment; reads each file once. */
export class Places {
  private readonly texts = new Map<string, SourceText>();

  constructor(private readonly files: FileSource) {}

  range(path: string, { start, end }: Span): Range {
    const text = this.text(path);
    return { start: text.positionAt(start), end: text.positionAt(end) };
  }

  place({ path, span }: Location): Place {
    return { path, span, range: this.range(path, span) };
  }

  offset(path: string, position: Position): number {
    return this.text(path).offsetAt(position);
  }

  edits(edits: readonly TextEdit[]): PlacedEdit[] {
    return edits.map(({ path, span, newText }) => ({
      path,
      range: this.range(path, span),
      newText,
      ...(this.files.kind(path) === undefined && { creates: true as const }),
    }));
  }

  private text(path: string): SourceText {
    const text = this.texts.get(path) ?? new SourceText(path, this.files.read(path) ?? '');
    this.texts.set(path, text);
    return text;
  }
}
