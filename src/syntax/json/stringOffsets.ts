/**
 * Where each character of a JSON string's value stands in the text: entry i is the offset of the i-th UTF-16 unit
 * of the value, and the last entry that of the closing quote.
 * @param raw the string as written, with its quotes
 * @param start offset of the opening quote in the text
 */
export function stringOffsets(raw: string, start: number): number[] {
  const offsets: number[] = [];
  let at = 1;
  const end = raw.length > 1 && raw.endsWith('"') ? raw.length - 1 : raw.length;
  while (at < end) {
    offsets.push(start + at);
    if (raw[at] !== '\\') at++;
    else at += raw[at + 1] === 'u' ? 6 : 2;
  }
  offsets.push(start + end);
  return offsets;
}
