const read = new Map<string, unknown>();

/**
 * What schemas/packer/NAME.json says. It is read when it is asked for first, and at once, as rules wait for nobody: the
 * bundle has the files beside it, so that none of them costs anything at the start.
 * @param name of the file without .json, one that is there
 * @throws Error when the file can't be read: the installation is damaged
 */
export function schemaFile<File>(name: string): File {
  if (!read.has(name)) {
    const file = `${PACKER_SCHEMAS}/${name}.json`;
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    read.set(name, require(file));
  }
  return read.get(name) as File;
}
