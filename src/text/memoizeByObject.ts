/** A function of an object that never changes: asked again for the same one, it gives the same result. */
export function memoizeByObject<Key extends object, Result>(
  compute: (key: Key) => Result,
): (key: Key) => Result {
  const results = new WeakMap<Key, { readonly result: Result }>();
  return (key) => {
    let known = results.get(key);
    if (!known) {
      known = { result: compute(key) };
      results.set(key, known);
    }
    return known.result;
  };
}
