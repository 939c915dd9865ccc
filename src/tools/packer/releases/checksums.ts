/**
 * What `sha256sum` says of a file.
 * @param text lines of `<hex>  <name>`
 * @returns lower case; undefined when it does not name the file, or names it with several sums
 */
export function checksumOf(text: string, file: string): string | undefined {
  const sums = text.split('\n').flatMap((line) => {
    const [, sum, name] = /^([0-9a-f]{64}) [ *](\S+)\s*$/i.exec(line) ?? [];
    return sum !== undefined && name === file ? [sum.toLowerCase()] : [];
  });
  return new Set(sums).size === 1 ? sums[0] : undefined;
}
