/** What can be a reference without a document type: the five of XML, or a character by its number. */
export const referencePattern = '&(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);';

const named: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

/** What a reference of the pattern stands for; undefined for a number that is no character of XML. */
export function resolveReference(reference: string): string | undefined {
  if (reference[1] !== '#') return named[reference];
  const hexadecimal = reference[2] === 'x';
  const code = parseInt(reference.slice(hexadecimal ? 3 : 2, -1), hexadecimal ? 16 : 10);
  return isCharacter(code) ? String.fromCodePoint(code) : undefined;
}

const isCharacter = (code: number): boolean =>
  code === 9 ||
  code === 10 ||
  code === 13 ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff);
