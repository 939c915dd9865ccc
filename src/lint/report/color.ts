/** A standard stream, as far as it tells what it can show. */
interface Output {
  readonly isTTY?: boolean;
  hasColors?(): boolean;
}

/** Whether to print in colors: as FORCE_COLOR or NO_COLOR demand, else where a terminal shows them. */
export function wantsColor(
  output: Output,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: unwanted } = environment;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (unwanted) return false;
  return output.isTTY === true && (output.hasColors?.() ?? false);
}
