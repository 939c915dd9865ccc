import { SaxesParser } from 'saxes';

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
 * saxes, for the tokens alone. Which tags belong together is worked out by the caller, who keeps more than saxes
 * behind a mistake; that is also why the text is a fragment to it, without a root to watch over.
 */
class Tokenizer extends SaxesParser<typeof options> {
  private lastClose = -1;

  constructor(private readonly sink: TokenSink) {
    super(options);
    this.on('opentagstart', ({ name }) => sink.openTagStart(name));
    this.on('attribute', ({ name, value }) => sink.attribute(name, value, this.position));
    this.on('opentag', ({ isSelfClosing }) => sink.openTagEnd(isSelfClosing, this.position));
    this.on('closetag', ({ isSelfClosing }) => {
      if (!isSelfClosing) this.foundCloseTag();
    });
    this.on('comment', () => sink.comment(this.position));
    this.on('cdata', () => sink.cdata(this.position));
    this.on('processinginstruction', () => sink.other(this.position));
    this.on('doctype', () => sink.other(this.position));
    this.on('xmldecl', () => sink.other(this.position));
  }

  /** Called for every mistake. The inherited one makes an Error with a stack of each, which is slow in masses. */
  override fail(message: string): this {
    if (message.startsWith('unmatched closing tag')) this.foundCloseTag();
    this.sink.failure(message, this.position);
    return this;
  }

  /** saxes tells of one close tag as often as it closes elements with it, or as a mistake if it closes none. */
  private foundCloseTag(): void {
    if (this.lastClose === this.position) return;
    this.lastClose = this.position;
    this.sink.closeTag(this.position);
  }
}

/** @param text as `repair` gives it */
export function tokenize(text: string, sink: TokenSink): void {
  new Tokenizer(sink).write(text).close();
}
