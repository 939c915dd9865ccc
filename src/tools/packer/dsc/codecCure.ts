import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isAtLeast } from '../../../pipeline/packer/packerVersion';
import { copyTree } from './copyTree';

/**
 * Packer up to 1.6 writes its messages with github.com/ugorji/go, which has an alphabet with one character twice. It is
 * used by a generator of code alone, but since Go 1.22 a program with it ends at its start: encoding/base64 refuses such
 * alphabets. No released version that Packer's code fits has another one.
 */
export const codec = 'github.com/ugorji/go';

const file = path.join('codec', 'gen.go');
const twice = '0123456789__"';
const once = '0123456789-_"';

/** @param goSum the go.sum of what is built */
export const needsCodecCure = (goVersion: string, goSum: string): boolean =>
  isAtLeast(goVersion, '1.22') && /^github\.com\/ugorji\/go v[^\s/]+ h1:/m.test(goSum);

/**
 * Copies that module and changes the one character.
 * @param from its folder in Go's cache, which is read-only
 * @returns false where there is nothing to change: newer versions of it have no code at all
 */
export async function cureCodec(from: string, to: string): Promise<boolean> {
  const text = await readFile(path.join(from, file), 'utf8').catch(() => '');
  if (!text.includes(twice)) return false;
  await copyTree(from, to);
  await writeFile(path.join(to, file), text.replace(twice, once));
  await writeFile(path.join(to, 'go.mod'), `module ${codec}\n`);
  return true;
}
