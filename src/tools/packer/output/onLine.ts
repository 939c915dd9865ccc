/** How Packer names a place in an HCL2 file, on a line of its own: `  on FILE line 5, in build:`. */
export interface OnLine {
  /** Relative to the folder in which Packer was started. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What stands behind the file. */
  readonly rest: string;
}

export function readOnLine(line: string): OnLine | undefined {
  if (!line.startsWith('  on ') || !line.endsWith(':')) return undefined;
  const found = / line (\d+)(?:, in |:$)/.exec(line);
  const file = found && line.slice('  on '.length, found.index);
  return file ? { file, line: Number(found[1]), rest: line.slice(found.index) } : undefined;
}
