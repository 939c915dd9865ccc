/** A copy without some keys: they are not even there, where `undefined` would be. */
export function omit<T extends object, K extends keyof T>(given: T, ...keys: K[]): Omit<T, K> {
  const copy = { ...given };
  for (const key of keys) delete copy[key];
  return copy;
}
