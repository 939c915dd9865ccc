/** Writes to standard output. @returns the exit code of a command that has nothing to complain about */
export function print(text: string): 0 {
  process.stdout.write(text);
  return 0;
}
