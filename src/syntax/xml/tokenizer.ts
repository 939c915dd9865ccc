import { SaxesParser } from 'saxes';
import { readPlain, type PlainEnd, type PlainSink } from './plainTokens';

const options = { fragment: true, forceXMLVersion: true, defaultXMLVersion: '1.0' } as const;

/** What the tokenizer finds. `end` is the offset behind it, or where it was read up to. */
export interface TokenSink {
  openTagStart(name: string): void;
  attribute(name: string, value: string, end: number): void;
  openTagEnd(selfClosing: boolean, end: number): void;
  closeTag(end: number): void;
  comment(end: number): void;
  cdata(end: number): void;
  /** A processing instruction, document type or misplaced XML declaration. */
  other(end: number): void;
  failure(message: string, end: number): void;
}

/**
 * saxes, for the tokens alone, from the first one on that is not plain. Which tags belong together is worked out by the caller, who keeps more than saxes
 * behind a mistake; that is also why the text is a fragment to it, without a root to watch over.
 */
class Tokenizer extends SaxesParser<typeof options> {
  private lastClose = -1;
  private readonly shift: number;

  /** @param from where the plain part of the text ends */
  constructor(
    private readonly sink: TokenSink,
    from: PlainEnd,
  ) {
    super(options);
    // So that saxes knows what is open. Nobody listens yet.
    const open = from.open.map((name) => `<${name}>`).join('');
    this.write(open);
    this.shift = from.at - open.length;
    this.on('opentagstart', ({ name }) => sink.openTagStart(name));
    this.on('attribute', ({ name, value }) => sink.attribute(name, value, this.offset));
    this.on('opentag', ({ isSelfClosing }) => sink.openTagEnd(isSelfClosing, this.offset));
    this.on('closetag', ({ isSelfClosing }) => {
      if (!isSelfClosing) this.foundCloseTag();
    });
    this.on('comment', () => sink.comment(this.offset));
    this.on('cdata', () => sink.cdata(this.offset));
    this.on('processinginstruction', () => sink.other(this.offset));
    this.on('doctype', () => sink.other(this.offset));
    this.on('xmldecl', () => sink.other(this.offset));
  }

  private get offset(): number {
    return this.position + this.shift;
  }

  /** Called for every mistake. The inherited one makes an Error with a stack of each, which is slow in masses. */
  override fail(message: string): this {
    if (message.startsWith('unmatched closing tag')) this.foundCloseTag();
    this.sink.failure(message, this.offset);
    return this;
  }

  /** saxes tells of one close tag as often as it closes elements with it, or as a mistake if it closes none. */
  private foundCloseTag(): void {
    if (this.lastClose === this.offset) return;
    this.lastClose = this.offset;
    this.sink.closeTag(this.offset);
  }
}

/** @param text as `repair` gives it */
export function tokenize(text: string, sink: TokenSink & PlainSink): void {
  const plain = readPlain(text, sink);
  if (plain.at < text.length) new Tokenizer(sink, plain).write(text.slice(plain.at)).close();
}
