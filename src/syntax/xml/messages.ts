/** What is wrong, as users read it. None shows what is written: it may be a password. */
export const messages = {
  // Characters and references
  character: 'This character is not allowed in XML.',
  reference:
    'In XML, `&` must be written as `&amp;`, unless it starts a reference such as `&quot;` or `&#160;`.',
  less: 'In XML, `<` must be written as `&lt;`, unless it starts a tag.',
  lessInAttribute: 'In an attribute, `<` must be written as `&lt;`.',
  brackets: 'In text, `]]>` must be written as `]]&gt;`.',

  // Tags
  tagNotClosed: 'This tag is not closed: `>` is missing.',
  tagName: 'This character is not allowed in a tag name.',
  colons: 'A name can have only one colon, after its prefix.',
  slash: 'Expected `>` after this slash.',
  closeTag: 'A close tag can only contain a name.',
  noOpenTag: 'This close tag has no open tag.',

  // Attributes
  attribute: 'Expected an attribute, like `name="value"`.',
  noValue: 'This attribute needs a value in quotes.',
  noQuotes: 'The value of an attribute must be in quotes.',
  noBlank: 'Expected a space between two attributes.',
  twice: 'This attribute appears twice in the tag.',
  reservedNamespace: 'The prefixes `xml` and `xmlns` and their namespaces cannot be redeclared.',
  emptyNamespace: 'A prefix needs a namespace that is not empty.',

  // What is neither a tag nor text
  comment: 'A comment cannot contain `--`.',
  commentEnd: 'A comment cannot end with `--->`. Write `-->`.',
  commentNotClosed: 'This comment is not closed: `-->` is missing.',
  cdataNotClosed: 'This CDATA section is not closed: `]]>` is missing.',
  instruction: 'Expected the name of a processing instruction after `<?`.',
  instructionNotClosed: 'This processing instruction is not closed: `?>` is missing.',
  declaration: 'The XML declaration must look like `<?xml version="1.0" encoding="utf-8"?>`.',
  declarationNotClosed: 'The XML declaration must end with `?>`.',
  declarationPlace: 'The XML declaration must be at the very start of the file.',
  blanksBefore: 'The XML declaration must be at the very start of the file. Remove what stands before it.',
  documentTypeNotClosed: 'This document type declaration is not closed.',
  documentTypePlace: 'A file can have only one document type declaration, before its root element.',

  // The whole
  outside: 'Text is not allowed outside the root element.',
  noElement: 'This file contains no XML element.',
  secondRoot: 'A file can have only one root element; this one is not read.',
} as const;

export const valueNotClosed = (quote: string): string => `This value is not closed: \`${quote}\` is missing.`;
export const elementNotClosed = (name: string): string =>
  `This element is not closed: \`</${name}>\` is missing.`;
export const wrongCloseTag = (name: string): string =>
  `The open tag of this element is \`<${name}>\`; this must be \`</${name}>\`.`;
export const unknownPrefix = (prefix: string): string =>
  `The prefix \`${prefix}\` is not declared: \`xmlns:${prefix}="…"\` is missing.`;
/** Whether a message is one of {@link unknownPrefix}. */
export const isUnknownPrefix = (message: string): boolean => message.startsWith('The prefix `');
export const tooDeep = (levels: number): string =>
  `This is nested more than ${levels} levels deep and is not read.`;
