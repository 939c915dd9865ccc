import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { prismWasm } from '../fuzz/bundle.mjs';
import { median, time } from './numbers.mjs';

const rounds = 15;
const bytesOfEach = 200_000;

/** Each parser's time per byte, in times that of jsonc-parser's parseTree on as much JSON, taking turns. */
export async function measureParsers({ modules }) {
  const { json, hcl, script, xml, ruby, userData, jsonc, samples } = modules;
  const rubyParser = await ruby.loadRuby(readFileSync(prismWasm));
  /** @type {[name: string, kind: string, parse: (text: string) => unknown, budget: number][]} */
  const parsers = [
    ['jsonc-parser', 'json', (text) => jsonc.parseTree(text), 1],
    ['JSON', 'json', (text) => json.parseJson(text), 2.8],
    ['HCL', 'hcl', (text) => hcl.parseHcl(text), 2.8],
    ['PowerShell', 'powershell', (text) => script.parseScript('powershell', text), 2.8],
    ['batch', 'batch', (text) => script.parseScript('batch', text), 2.8],
    ['shell', 'shell', (text) => script.parseScript('shell', text), 2.8],
    ['XML', 'xml', (text) => xml.parseXml(text), 2.8],
    ['user data', 'userData', (text) => userData.parseUserData(text), 2.8],
    ['Ruby', 'ruby', (text) => rubyParser.parse(text), 14],
  ];
  const entries = parsers.map(([name, kind, parse, budget]) => {
    // Files of the size that people write, not one large one.
    const random = new samples.Random(7);
    const texts = [];
    let bytes = 0;
    while (bytes < bytesOfEach) {
      // A copy that is flat and not shared, as a file's text is.
      const text = Buffer.from(samples.samples[kind](random)).toString();
      texts.push(text);
      bytes += Buffer.byteLength(text);
    }
    /** @type {number[]} */
    const times = [];
    return { name, budget, bytes, run: () => texts.forEach((text) => parse(text)), times };
  });
  for (const { run } of entries) for (let warmUp = 0; warmUp < 4; warmUp++) run();
  for (let round = 0; round < rounds; round++)
    for (const entry of entries) entry.times.push((time(entry.run) * 1e6) / entry.bytes);
  const [base, ...others] = entries;
  const baseTime = median(base.times);
  const rate = (nanoseconds) => `${(1000 / nanoseconds).toFixed(0)} MB/s`;
  return [
    { id: 'parse-jsonc', what: 'parse: jsonc-parser parseTree', figures: rate(baseTime) },
    ...others.map(({ name, budget, times }) => ({
      id: `parse-${name.toLowerCase().replace(' ', '-')}`,
      what: `parse: ${name}, a byte ÷ one by jsonc-parser`,
      figures: rate(median(times)),
      ratio: median(times.map((each, round) => each / base.times[round])),
      budget,
    })),
  ];
}
