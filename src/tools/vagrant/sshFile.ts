import { existsSync, readFileSync } from 'node:fs';
import { writeFileAtomically } from '../writeFileAtomically';

/**
 * Puts the block of a host into a file of OpenSSH configuration, in place of the one that it had.
 * @param file the text of the file
 * @param block begins with `Host NAME`
 */
export function withHost(file: string, block: string): string {
  const [, name] = /^Host (.*)$/m.exec(block) ?? [];
  const others = file
    .split(/^(?=Host )/m)
    .filter((one) => one.trim() && !one.startsWith(`Host ${name}\n`) && one.trim() !== `Host ${name}`);
  return [...others.map((one) => `${one.trimEnd()}\n`), `${block.trimEnd()}\n`].join('\n');
}

/**
 * Lets OpenSSH read another file first: what stands above of all hosts counts for all.
 * @param file the text of the user's configuration
 * @returns undefined when it does so already
 */
export function withInclude(file: string, included: string): string | undefined {
  const line = includeLine(included);
  return file.split(/\r?\n/).some((one) => one.trim() === line)
    ? undefined
    : `${line}\n${file && `\n${file}`}`;
}

export const includeLine = (included: string): string => `Include "${included.replaceAll('\\', '/')}"`;

/**
 * Does that to a file, as it is now. Nobody says in which encoding it is: its bytes stay as they are.
 * @param config absolute; its folder is there
 * @throws Error of the file system; the file is as it was then
 */
export function includeIn(config: string, included: string): void {
  const before = existsSync(config) ? readFileSync(config, 'latin1') : '';
  const changed = withInclude(before, Buffer.from(included, 'utf8').toString('latin1'));
  if (changed !== undefined) writeFileAtomically(config, Buffer.from(changed, 'latin1'), 0o600);
}

/** What a machine is called among the hosts of SSH: its folder and name, in letters that every program takes. */
export const hostName = (folderName: string, machine: string): string =>
  [folderName, machine].map((part) => part.replace(/[^\w.-]+/g, '-')).join('-');
