/** What runs or waits, by what it works on. */
const last = new Map<string, Promise<unknown>>();

/**
 * Does things that work on the same, one after the other, in the order in which they were asked for: Vagrant and Packer both
 * unpack into folders that all share. One that fails does not stop those behind it.
 * @param waiting told at once when there is something to wait for, with the promise that says when it is over
 */
export function inTurn<T>(
  what: string,
  work: () => Promise<T>,
  waiting: (until: Promise<unknown>) => void = () => undefined,
): Promise<T> {
  const before = last.get(what);
  if (before) waiting(before);
  const own = (before ?? Promise.resolve()).then(work);
  const end = own.then(
    () => undefined,
    () => undefined,
  );
  last.set(what, end);
  void end.then(() => last.get(what) === end && last.delete(what));
  return own;
}
