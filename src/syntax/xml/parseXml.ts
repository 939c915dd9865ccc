import type { Span } from '../../text/span';
import { reportCharacters, reportReferences, reportWritten } from './characterProblems';
import { endOfBlanks, endOfLine, endOfName } from './characters';
import { endOfDocumentType } from './documentType';
import { type Markup, markupAt } from './markup';
import { messages } from './messages';
import { NextOccurrence } from './nextOccurrence';
import { OpenTagReader } from './openTagReader';
import { ProblemList, spreads } from './problemList';
import { TreeBuilder } from './treeBuilder';
import type { XmlFile } from './tree';
import { readXmlDeclaration } from './xmlDeclaration';

// Why this is no library: none goes on well in half-typed text. Measured with 119 answer files of public
// repositories, each with five lines half-typed (share of the elements behind the line that are still found in their
// place), with changed samples (share of what saxes refuses that is reported), per byte in times of jsonc-parser
// (taking turns, the machine busy), and minified:
//
//                                   kept behind   reported   time          size
//   this                                100.0 %    100.0 %    1.7          17 KB   tree with all places
//   saxes behind a repair, before        96.7 %     99.7 %    1.3 to 1.7   43 KB   tree with all places
//   saxes 6.0.0                          94.3 %    100.0 %    1.2          29 KB   events; seconds when nested deep
//   sax                                  96.9 %     99.0 %    2.8          23 KB   events; seconds when nested deep
//   htmlparser2 (xmlMode)                96.9 %      0   %    0.8          52 KB   events
//   @xml-tools/parser 1.0.12             89.2 %     96.8 %    4.4         137 KB   overflows the stack when deep
//   @rgrove/parse-xml 4.2                 8.7 %     99.9 %    3.0          20 KB   gives up at the first mistake
//   fast-xml-parser 5                       -       98.3 %    5.2          80 KB   no places
//
// saxes stays as what the tests compare with: wellFormed.test.ts.

/**
 * Reads an XML text, tolerantly: after a mistake what follows is still read. Only the five references of XML and
 * those by number are resolved, whatever a document type says; nothing outside of the text is read. Never throws,
 * and takes time in proportion to the text.
 */
export function parseXml(text: string): XmlFile {
  return new XmlReader(text).read();
}

/** Cuts a text into tags, texts, comments and the like, and hands them to the tree in their order. */
class XmlReader {
  private readonly problems = new ProblemList();
  private readonly builder: TreeBuilder;
  private readonly openTags: OpenTagReader;
  private readonly comments: Span[] = [];
  private readonly nextAmpersand: NextOccurrence;
  private readonly nextBrackets: NextOccurrence;
  private readonly nextCommentEnd: NextOccurrence;
  private readonly nextInstructionEnd: NextOccurrence;
  private hasDocumentType = false;

  constructor(private readonly text: string) {
    this.builder = new TreeBuilder(text, this.problems);
    this.openTags = new OpenTagReader(text, this.problems);
    this.nextAmpersand = new NextOccurrence(text, '&');
    this.nextBrackets = new NextOccurrence(text, ']]>');
    this.nextCommentEnd = new NextOccurrence(text, '-->');
    this.nextInstructionEnd = new NextOccurrence(text, '?>');
  }

  read(): XmlFile {
    const { text, problems } = this;
    let at = readXmlDeclaration(text, problems);
    while (at < text.length) {
      const markup = markupAt(text, at);
      at = markup ? this.markup(markup, at) : this.characterData(at);
    }
    const root = this.builder.finish();
    reportCharacters(text, problems);
    return { root, problems: problems.sorted(), comments: this.comments };
  }

  /** Reads what begins with a `<`, and gives its end. */
  private markup(markup: Markup, start: number): number {
    switch (markup) {
      case 'openTag': {
        const tag = this.openTags.read(start);
        this.builder.openTag(tag);
        return tag.span.end;
      }
      case 'closeTag':
        return this.closeTag(start);
      case 'comment':
        return this.comment(start);
      case 'cdata':
        return this.cdata(start);
      case 'documentType':
        return this.documentType(start);
      case 'instruction':
        return this.instruction(start);
    }
  }

  /** Reads text up to the next `<` that begins something. */
  private characterData(start: number): number {
    const { text, problems } = this;
    let end = start;
    while (end < text.length && !markupAt(text, end)) {
      if (text[end] === '<') problems.add(messages.less, { start: end, end: end + 1 });
      end = text.indexOf('<', end + 1);
      if (end < 0) end = text.length;
    }
    const span = { start, end };
    if (this.nextAmpersand.from(start) < end) reportReferences(text, span, problems);
    if (this.nextBrackets.from(start) < end)
      reportWritten(text, ']]>', span, (found) => problems.add(messages.brackets, found));
    this.builder.text(span, span, false);
    return end;
  }

  private closeTag(start: number): number {
    const { text, problems } = this;
    const nameEnd = endOfName(text, start + 2);
    const name = text.slice(start + 2, nameEnd);
    let end = endOfBlanks(text, nameEnd);
    if (text[end] !== '>') {
      const unexpected = end;
      while (end < text.length && text[end] !== '>' && text[end] !== '<') end++;
      if (text[end] === '>') problems.add(messages.closeTag, { start: unexpected, end });
      else {
        problems.add(messages.tagNotClosed, { start, end: nameEnd }, spreads);
        end = nameEnd - 1;
      }
    }
    this.builder.closeTag(name, { start, end: end + 1 });
    return end + 1;
  }

  private comment(start: number): number {
    const { text, problems } = this;
    const contentStart = start + '<!--'.length;
    const contentEnd = this.nextCommentEnd.from(contentStart);
    const content = text.slice(contentStart, contentEnd);
    const lineEnd = content.search(/[\r\n]/);
    // Where another comment begins on a later line, the end is of that one.
    if (contentEnd === Infinity || (lineEnd >= 0 && content.includes('<!--', lineEnd)))
      return this.notClosed(start, messages.commentNotClosed);
    const dashes = content.indexOf('--');
    if (dashes >= 0)
      problems.add(messages.comment, { start: contentStart + dashes, end: contentStart + dashes + 2 });
    else if (content.endsWith('-'))
      problems.add(messages.commentEnd, { start: contentEnd - 1, end: contentEnd });
    const end = contentEnd + '-->'.length;
    this.comments.push({ start, end });
    return end;
  }

  private cdata(start: number): number {
    const content = start + '<![CDATA['.length;
    const brackets = this.nextBrackets.from(content);
    if (brackets === Infinity) return this.notClosed(start, messages.cdataNotClosed);
    const end = brackets + ']]>'.length;
    this.builder.text({ start, end }, { start: content, end: brackets }, true);
    return end;
  }

  private documentType(start: number): number {
    const { text, problems } = this;
    const end = this.hasDocumentType ? undefined : endOfDocumentType(text, start);
    if (this.hasDocumentType || this.builder.hasRoot)
      problems.add(messages.documentTypePlace, { start, end: start + '<!DOCTYPE'.length });
    else if (end === undefined) return this.notClosed(start, messages.documentTypeNotClosed);
    this.hasDocumentType = true;
    return end ?? endOfLine(text, start);
  }

  private instruction(start: number): number {
    const { text, problems } = this;
    const nameEnd = endOfName(text, start + 2);
    const name = text.slice(start + 2, nameEnd);
    const mark = this.nextInstructionEnd.from(nameEnd);
    if (mark === Infinity) return this.notClosed(start, messages.instructionNotClosed);
    const end = mark + '?>'.length;
    if (name === 'xml' && !text.slice(0, start).trim())
      problems.add(
        messages.blanksBefore,
        { start: text.startsWith('\uFEFF') ? 1 : 0, end: start },
        { mayPass: true },
      );
    else if (name.toLowerCase() === 'xml')
      problems.add(name === 'xml' ? messages.declarationPlace : messages.declaration, { start, end });
    else if (!name || name.includes(':') || (endOfBlanks(text, nameEnd) === nameEnd && nameEnd !== mark))
      problems.add(messages.instruction, { start, end });
    return end;
  }

  /** What is not closed reaches to the end of its line: who types it there wants what follows to be as it was. */
  private notClosed(start: number, message: string): number {
    const end = endOfLine(this.text, start);
    this.problems.add(message, { start, end }, spreads);
    return end;
  }
}
