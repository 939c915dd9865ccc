const outside = /"[^"]*"|'[^']*'|[[>"']/g;
const inBrackets = /"[^"]*"|'[^']*'|<!--[^]*?-->|<\?[^]*?\?>|<!--|<\?|<(?:[^!?]|!-?[^-])|[\]"']/g;

// What is no declaration passes with the character behind its `<`, as in saxes: it matters to nobody here.

/**
 * The end of a document type declaration; undefined when it, or a comment or value in it, is not closed. What it
 * declares is not read.
 * @param start of its `<!DOCTYPE`
 */
export function endOfDocumentType(text: string, start: number): number | undefined {
  let pieces = outside;
  let at = start + '<!DOCTYPE'.length;
  for (;;) {
    pieces.lastIndex = at;
    const piece = pieces.exec(text)?.[0];
    if (piece === undefined || isOpen(piece)) return undefined;
    at = pieces.lastIndex;
    if (piece === '>') return at;
    if (piece === '[') pieces = inBrackets;
    else if (piece === ']') pieces = outside;
  }
}

const isOpen = (piece: string): boolean =>
  /^(?:["']|<!--|<\?)$/.test(piece) ||
  (piece.startsWith('<!--') && /--[^>]/.test(piece.slice('<!--'.length)));
