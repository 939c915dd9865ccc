/**
 * A copy of plain data in which each text is there once. Parts of texts keep the whole texts in memory; copies of them do
 * not.
 */
export function compactCopy<Data>(data: Data): Data {
  const copy = structuredClone(data);
  const texts = new Map<string, string>();
  const once = (text: string): string => {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const object = value as Record<string, unknown>;
    for (const [key, one] of Object.entries(object))
      if (typeof one === 'string') object[key] = once(one);
      else visit(one);
  };
  visit(copy);
  return copy;
}
