/**
 * Whether a path is the device that swallows everything, which is on every machine of its kind: people give it where a
 * file has to be named and nothing is to be run. Windows knows NUL in every folder, in any case, with or without a colon:
 * https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
export const isNullDevice = (path: string): boolean => /^\/dev\/null$|(^|[\\/])nul:?$/i.test(path.trim());
