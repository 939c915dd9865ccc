import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** Whether a run is recorded that wrote a file last. @param file absolute. @param written when; milliseconds since 1970 */
export type IsRecorded = (file: string, written: number) => boolean;

/**
 * How the output of a build begins, with or without `-timestamp-ui`: `==> NAME: …`, or what Packer says of its colors. Errors
 * and warnings, with which it may begin as well, begin other texts, too: of those only a record tells.
 * Source: runs of Packer 1.6.6 and 1.16.
 */
const firstLine =
  /^(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d): )?(?:==> [^:\n]+: |\S+: output will be in this color\.)/;

/** Names of builds are not longer. Bytes. */
const beginning = 1024;

/** Whether a file is the log of a build, so that it may be moved and removed. An empty one holds nothing to lose. */
export function isLogOfOurs(file: string, isRecorded: IsRecorded): boolean {
  try {
    if (isRecorded(file, statSync(file).mtimeMs)) return true;
    const text = readBeginning(file);
    return text === '' || firstLine.test(text);
  } catch {
    // What can't be read is not known to be one.
    return false;
  }
}

function readBeginning(file: string): string {
  const opened = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(beginning);
    return buffer.toString('utf8', 0, readSync(opened, buffer, 0, beginning, 0));
  } finally {
    closeSync(opened);
  }
}
