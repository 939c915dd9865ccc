import { Buffer } from 'node:buffer';
import { median, time } from './numbers.mjs';

/**
 * What machines are compared by: how long jsonc-parser takes for a megabyte of templates, on this one. Milliseconds.
 * @param {Record<string, any>} modules with `jsonc` and `samples`
 */
export function jsonUnit({ jsonc, samples }) {
  const random = new samples.Random(7);
  const texts = [];
  let bytes = 0;
  while (bytes < 1e6) {
    // A copy that is flat and not shared, as a file's text is.
    const text = Buffer.from(samples.samples.json(random)).toString();
    texts.push(text);
    bytes += Buffer.byteLength(text);
  }
  const parse = () => texts.forEach((text) => jsonc.parseTree(text));
  for (let warmUp = 0; warmUp < 3; warmUp++) parse();
  return (median(Array.from({ length: 9 }, () => time(parse))) * 1e6) / bytes;
}
