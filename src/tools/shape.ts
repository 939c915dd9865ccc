/*
 * What is read from a file of ours may be anything: half of it, that of another version, or what a person has made of it.
 * A shape tells whether a value can be used as what it should be.
 */

/** Whether a value is of a type. */
export type Shape<T> = (value: unknown) => value is T;

export const text: Shape<string> = (value) => typeof value === 'string';

/** No NaN, and no infinity, which JSON can't have. */
export const number: Shape<number> = (value): value is number => Number.isFinite(value);

export const truth: Shape<boolean> = (value) => typeof value === 'boolean';

export const isTrue: Shape<true> = (value) => value === true;

export const oneOf =
  <T extends string>(values: readonly T[]): Shape<T> =>
  (value): value is T =>
    values.includes(value as T);

/** Of a key that may be missing, for {@link object}: there a missing one and `undefined` are the same. */
export const optional =
  <T>(shape: Shape<T>): Shape<T> =>
  (value): value is T =>
    value === undefined || shape(value);

export const listOf =
  <T>(shape: Shape<T>): Shape<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.every(shape);

/** An object that leads from any names to values. */
export const mapOf =
  <T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> =>
  (value): value is Readonly<Record<string, T>> =>
    isObject(value) && Object.values(value).every(shape);

/** An object with all keys of a type; it may have others, too. */
export const object =
  <T extends object>(shapes: { readonly [K in keyof T]-?: Shape<T[K]> }): Shape<T> =>
  (value): value is T =>
    isObject(value) && Object.entries<Shape<unknown>>(shapes).every(([key, shape]) => shape(value[key]));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads a file that should hold JSON of a shape.
 * @param content its text
 * @returns undefined for anything else
 */
export function parseAs<T>(shape: Shape<T>, content: string): T | undefined {
  try {
    const value: unknown = JSON.parse(content);
    return shape(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
