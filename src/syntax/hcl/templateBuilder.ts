import { endOfBlanks, startOfBlanks } from './characters';
import type { Parser } from './parser';
import { composed } from './templateText';
import type { Expression, TemplatePart } from './tree';

interface Text {
  readonly kind: 'text';
  value: string;
  span: { readonly start: number; end: number };
}

/** As in the tree, but a text may still change. */
type Part = Exclude<TemplatePart, { kind: 'text' }> | Text;

interface Directive {
  readonly start: number;
  readonly if?: Expression;
  readonly for?: { keyName: string | undefined; valueName: string; collection: Expression };
  readonly parts: Part[];
  otherwise?: Part[];
  readonly outer: number;
}

/** Puts the parts of one template together: nests directives, trims at `~`, takes indentation away. */
export class TemplateBuilder {
  private readonly root: Part[] = [];
  private parts = this.root;
  private readonly open: Directive[] = [];
  /** In the order of the source, with undefined for what is no text. */
  private readonly pieces: (Text | undefined)[] = [];
  private readonly lists = [this.root];
  private trimNext = false;

  /** Adds a stretch of literal text; in a heredoc, no more than a line. */
  text(value: string, start: number, end: number): void {
    if (start === end) return;
    const kept = this.trimNext ? value.slice(endOfBlanks(value)) : value;
    this.trimNext = false;
    const piece: Text = { kind: 'text', value: kept, span: { start, end } };
    this.pieces.push(piece);
    this.parts.push(piece);
  }

  /** A sequence starts; with `~` it takes the blanks before it away. */
  startSequence(trims: boolean): void {
    const last = this.pieces.at(-1);
    if (trims && last) last.value = last.value.slice(0, startOfBlanks(last.value));
    this.pieces.push(undefined);
    this.trimNext = false;
  }

  /** The sequence ends; with `~` it takes the blanks behind it away. */
  endSequence(trims: boolean): void {
    this.trimNext = trims;
  }

  interpolation(value: Expression, start: number, end: number): void {
    this.parts.push({ kind: 'interpolation', value, span: { start, end } });
  }

  startIf(p: Parser, condition: Expression, start: number): void {
    this.push(p, (outer) => ({ start, if: condition, parts: this.list(), outer }));
  }

  startFor(p: Parser, loop: NonNullable<Directive['for']>, start: number): void {
    this.push(p, (outer) => ({ start, for: loop, parts: this.list(), outer }));
  }

  startElse(p: Parser, start: number, end: number): void {
    const directive = this.open.at(-1);
    if (!directive?.if || directive.otherwise) {
      p.add('This `else` belongs to no `%{ if }`. Remove it.', { start, end });
    } else {
      this.parts = directive.otherwise = this.list();
    }
  }

  endDirective(p: Parser, word: 'endif' | 'endfor', start: number, end: number): void {
    const directive = this.open.at(-1);
    if (!directive || !directive.if !== (word === 'endfor')) {
      const opening = word === 'endif' ? 'if' : 'for';
      p.add(`This \`${word}\` belongs to no \`%{ ${opening} }\`. Remove it, or close what is open first.`, {
        start,
        end,
      });
    } else {
      this.pop(p, end);
    }
  }

  /** `<<-`: takes as many blanks off each line as the least indented one has. Blank lines don't count. */
  removeIndentation(): void {
    let least = Infinity;
    const starts: Text[] = [];
    let isLineStart = true;
    for (const piece of this.pieces) {
      if (isLineStart) {
        isLineStart = false;
        const blanks = piece ? endOfBlanks(piece.value) : 0;
        if (!(piece && blanks === piece.value.length && piece.value.endsWith('\n'))) {
          if (piece) starts.push(piece);
          least = Math.min(least, blanks);
        }
      }
      if (piece?.value.endsWith('\n')) isLineStart = true;
    }
    for (const piece of starts) piece.value = piece.value.slice(least);
  }

  /** The finished parts. Directives that are still open get an error. */
  finish(p: Parser, end: number): readonly TemplatePart[] {
    for (let directive = this.open.at(-1); directive; directive = this.open.at(-1)) {
      const { start } = directive;
      const word = directive.if ? 'if' : 'for';
      if (!p.failed)
        p.add(`This \`%{ ${word} }\` is not closed. Add \`%{ end${word} }\`.`, {
          start,
          end: Math.min(start + 2, end),
        });
      this.pop(p, end);
    }
    for (const list of this.lists) joinTexts(list);
    return this.root;
  }

  private list(): Part[] {
    const list: Part[] = [];
    this.lists.push(list);
    return list;
  }

  private push(p: Parser, make: (outer: number) => Directive): void {
    const outer = p.enter();
    if (outer < 0) return;
    const directive = make(outer);
    this.open.push(directive);
    this.parts = directive.parts;
  }

  private pop(p: Parser, end: number): void {
    const directive = this.open.pop();
    if (!directive) return;
    p.leave(directive.outer);
    const around = this.open.at(-1);
    this.parts = around ? (around.otherwise ?? around.parts) : this.root;
    const { start, parts } = directive;
    const span = { start, end: Math.max(start, end) };
    if (directive.if) {
      this.parts.push({
        kind: 'ifDirective',
        condition: directive.if,
        then: parts,
        else: directive.otherwise ?? [],
        span,
      });
    } else if (directive.for) {
      this.parts.push({ kind: 'forDirective', ...directive.for, parts, span });
    }
  }
}

/** Makes one text of those that follow each other, in place: until here each line was one of its own. */
function joinTexts(parts: Part[]): void {
  let kept = 0;
  let last: Part | undefined;
  for (const part of parts) {
    if (part.kind === 'text' && last?.kind === 'text') {
      last.value += part.value;
      last.span.end = part.span.end;
    } else {
      parts[kept++] = last = part;
    }
  }
  parts.length = kept;
  for (const part of parts) if (part.kind === 'text') part.value = composed(part.value);
}
