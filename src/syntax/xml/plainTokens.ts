/** What is found in the plain part of a text. All numbers are offsets. */
export interface PlainSink {
  /**
   * @param attributes four for each: where its name begins and ends, then its value, without the quotes
   * @param end behind the tag
   */
  plainOpenTag(
    start: number,
    nameEnd: number,
    attributes: readonly number[],
    end: number,
    selfClosing: boolean,
  ): void;
  plainCloseTag(start: number, name: string, end: number): void;
  plainComment(start: number, end: number): void;
  plainCdata(start: number, end: number): void;
}

/** Where the plain part of a text ends: behind its last token. */
export interface PlainEnd {
  /** The length of the text, when all of it is plain. */
  readonly at: number;
  /** Names of the tags that are open there. */
  readonly open: readonly string[];
}

const nameStart = 1;
const nameCharacter = 2;
const blank = 4;

/** What the characters of ASCII are. */
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_:]/.test(character)) return nameStart | nameCharacter;
  if (/[-.0-9]/.test(character)) return nameCharacter;
  return /[\t\n\r ]/.test(character) ? blank : 0;
});

const [less, greater, slash, equal, bang] = [...'<>/=!'].map((each) => each.charCodeAt(0));
const [doubleQuote, singleQuote] = [...'"\''].map((each) => each.charCodeAt(0));

/**
 * Reads a text up to the first token that is not quite ordinary, several times as fast as saxes: tags with names of
 * ASCII and values in quotes, tags that close them, comments, CDATA. What may be a mistake is never among that.
 * @param text as `repair` gives it
 */
export function readPlain(text: string, sink: PlainSink): PlainEnd {
  return new PlainReader(text, sink).read();
}

class PlainReader {
  private readonly open: string[] = [];
  private readonly attributes: number[] = [];
  private nextBrackets = -1;

  constructor(
    private readonly text: string,
    private readonly sink: PlainSink,
  ) {}

  read(): PlainEnd {
    const { text, open } = this;
    for (let at = 0; ;) {
      const found = text.indexOf('<', at);
      const start = found < 0 ? text.length : found;
      if (this.hasBrackets(at, start)) return { at, open };
      if (found < 0) return { at: text.length, open };
      const end = this.token(start);
      if (end === undefined) return { at, open };
      at = end;
    }
  }

  /** Hands a token on and gives its end; undefined if it is not plain. */
  private token(start: number): number | undefined {
    switch (this.text.charCodeAt(start + 1)) {
      case slash:
        return this.closeTag(start);
      case bang:
        return this.text.startsWith('--', start + 2) ? this.comment(start) : this.cdata(start);
      default:
        return this.openTag(start);
    }
  }

  private openTag(start: number): number | undefined {
    const { text, attributes } = this;
    const nameEnd = this.skipName(start + 1);
    if (nameEnd === start + 1) return undefined;
    attributes.length = 0;
    for (let at = nameEnd; ;) {
      const next = this.skipBlanks(at);
      const code = text.charCodeAt(next);
      const selfClosing = code === slash;
      if (selfClosing || code === greater) {
        if (selfClosing && text.charCodeAt(next + 1) !== greater) return undefined;
        const end = next + (selfClosing ? 2 : 1);
        if (!selfClosing) this.open.push(text.slice(start + 1, nameEnd));
        this.sink.plainOpenTag(start, nameEnd, attributes, end, selfClosing);
        return end;
      }
      const valueEnd = next === at ? undefined : this.attribute(next);
      if (valueEnd === undefined) return undefined;
      at = valueEnd + 1;
    }
  }

  /** Notes an attribute, and gives the end of its value; undefined if it is not plain. */
  private attribute(start: number): number | undefined {
    const { text } = this;
    const nameEnd = this.skipName(start);
    if (nameEnd === start) return undefined;
    const sign = this.skipBlanks(nameEnd);
    if (text.charCodeAt(sign) !== equal) return undefined;
    const quoteAt = this.skipBlanks(sign + 1);
    const quote = text.charCodeAt(quoteAt);
    if (quote !== doubleQuote && quote !== singleQuote) return undefined;
    for (let at = quoteAt + 1; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === less) return undefined;
      if (code !== quote) continue;
      this.attributes.push(start, nameEnd, quoteAt + 1, at);
      return at;
    }
    return undefined;
  }

  private closeTag(start: number): number | undefined {
    const { text, open } = this;
    const nameEnd = this.skipName(start + 2);
    const at = this.skipBlanks(nameEnd);
    if (nameEnd === start + 2 || text.charCodeAt(at) !== greater) return undefined;
    const name = text.slice(start + 2, nameEnd);
    const closed = open.lastIndexOf(name);
    if (closed < 0) return undefined;
    open.length = closed;
    this.sink.plainCloseTag(start, name, at + 1);
    return at + 1;
  }

  private comment(start: number): number | undefined {
    const dashes = this.text.indexOf('--', start + '<!--'.length);
    if (dashes < 0 || this.text.charCodeAt(dashes + 2) !== greater) return undefined;
    this.sink.plainComment(start, dashes + 3);
    return dashes + 3;
  }

  private cdata(start: number): number | undefined {
    const content = start + '<![CDATA['.length;
    if (!this.text.startsWith('<![CDATA[', start)) return undefined;
    const brackets = this.text.indexOf(']]>', content);
    if (brackets < 0) return undefined;
    this.sink.plainCdata(start, brackets + 3);
    return brackets + 3;
  }

  /** Whether there is `]]>` in a stretch of text. Stretches are asked for in their order. */
  private hasBrackets(start: number, end: number): boolean {
    if (this.nextBrackets < start) {
      const found = this.text.indexOf(']]>', start);
      this.nextBrackets = found < 0 ? Infinity : found;
    }
    return this.nextBrackets < end;
  }

  /** The end of a name; where it was to begin if there is none. */
  private skipName(start: number): number {
    const { text } = this;
    if (!(kindAt(text, start) & nameStart)) return start;
    let at = start + 1;
    while (kindAt(text, at) & nameCharacter) at++;
    // The name may go on.
    return text.charCodeAt(at) > 127 ? start : at;
  }

  private skipBlanks(start: number): number {
    let at = start;
    while (kindAt(this.text, at) & blank) at++;
    return at;
  }
}

/** No kind at all behind the end of the text, and for a character beyond ASCII. */
function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? (kinds[code] ?? 0) : 0;
}
