/**
 * The way from offsets in a text's UTF-8 form to offsets in the text itself (UTF-16). A byte inside a character leads
 * to the character's start; a byte after the end to the end.
 */
export function byteOffsets(text: string): (byte: number) => number {
  // In ASCII both kinds of offset are the same.
  if (/^[\0-\x7f]*$/.test(text)) return (byte) => Math.min(byte, text.length);
  const table = new Int32Array(byteLength(text) + 1);
  let byte = 0;
  for (let i = 0; i < text.length;) {
    const units = (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1;
    const next = byte + bytesAt(text, i);
    table.fill(i, byte, next);
    byte = next;
    i += units;
  }
  table[byte] = text.length;
  return (at) => table[at] ?? text.length;
}

/** How many bytes a text has in UTF-8. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i += (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1)
    bytes += bytesAt(text, i);
  return bytes;
}

/** A half of a surrogate pair alone is encoded as U+FFFD, in three bytes like its neighbours. */
function bytesAt(text: string, index: number): number {
  const code = text.codePointAt(index) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
