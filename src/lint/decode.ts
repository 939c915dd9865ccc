import { isUtf8 } from 'node:buffer';
import type { Encoding } from '../text/fileSource';

/**
 * A file's bytes as text: UTF-8, or UTF-16 with a byte order mark, which is left out.
 * @returns undefined for what is no text: a null byte stands in none
 */
export function decode(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const text = new TextDecoder('utf-8').decode(bytes);
  return text.includes('\0') ? undefined : text;
}

/**
 * Whether the text of a file can be changed and written: it encodes to the same bytes again, which those of another
 * encoding do not, and its lines end in a way that what is put between them has, too.
 */
export function isRewritable(bytes: Uint8Array): boolean {
  const text = decode(bytes);
  return text !== undefined && !/\r(?!\n)/.test(text) && Buffer.compare(encodeLike(bytes, text), bytes) === 0;
}

/** How bytes are text. */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'invalid';
}

/** A text as bytes in the encoding that a file has now, byte order mark included. */
export function encodeLike(bytes: Uint8Array, text: string): Uint8Array {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\ufeff' : '';
  return Buffer.from(mark + text, 'utf8');
}
