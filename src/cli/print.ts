import { printable } from '../lint/report/lines';

/**
 * Writes to standard output, to its end, whoever reads how slowly.
 * @returns the exit code of a command that has nothing to complain about
 * @throws OutputError when not all of it can be written
 */
export const print = (text: string): Promise<0> =>
  new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(new OutputError(error));
    // Node tells it once to each: to nobody it would end the process.
    process.stdout.on('error', fail);
    process.stdout.write(text, (error) => (error ? fail(error) : resolve(0)));
  });

/** Standard output does not take what is written: its disk is full, or its reader has gone, like `head`. */
export class OutputError extends Error {
  readonly readerIsGone: boolean;

  constructor(error: NodeJS.ErrnoException) {
    super(`Cannot write the output: ${error.message}`);
    this.readerIsGone = error.code === 'EPIPE';
  }
}

/** Writes a line to standard error; where nobody reads that, either, nothing can be said. */
export function printError(message: string): void {
  process.stderr.write(`${printable(message)}\n`);
}
