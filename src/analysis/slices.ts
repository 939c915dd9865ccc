/**
 * For long work in small pieces: what it returns is awaited between them, and gives way to the editor whenever the
 * time is used up.
 */
export function slices(milliseconds = 10): () => Promise<void> {
  let end = performance.now() + milliseconds;
  return async () => {
    if (performance.now() < end) return;
    await new Promise((resolve) => setImmediate(resolve));
    end = performance.now() + milliseconds;
  };
}
