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
  const line = `Include "${included.replaceAll('\\', '/')}"`;
  return file.split(/\r?\n/).some((one) => one.trim() === line)
    ? undefined
    : `${line}\n${file && `\n${file}`}`;
}

/** What a machine is called among the hosts of SSH: its folder and name, in letters that every program takes. */
export const hostName = (folderName: string, machine: string): string =>
  [folderName, machine].map((part) => part.replace(/[^\w.-]+/g, '-')).join('-');
