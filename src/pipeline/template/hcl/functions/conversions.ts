import { asSensitive } from '../../../value';
import { booleanOf, numericOf, plainOf, textOf } from '../known';
import { fromPlain, scalar, string } from '../make';
import type { HclFunction } from './function';

const jsondecode: HclFunction = ([value], { location }) => {
  const text = textOf(value);
  if (text === undefined) return undefined;
  try {
    return fromPlain(JSON.parse(text), location);
  } catch {
    return undefined;
  }
};

export const conversions: Readonly<Record<string, HclFunction>> = {
  jsondecode,
  jsonencode: ([value], { location }) => {
    const plain = value && plainOf(value);
    return plain && string(JSON.stringify(plain.data), location);
  },
  tostring: ([value], { location }) => {
    const text = textOf(value);
    return text === undefined ? undefined : string(text, location);
  },
  tonumber: ([value], { location }) => scalar(numericOf(value), location),
  tobool: ([value], { location }) => scalar(booleanOf(value), location),
  parseint: ([value, base], { location }) => {
    const text = textOf(value);
    return text === undefined ? undefined : scalar(parseInt(text, numericOf(base) ?? 10), location);
  },
  sensitive: ([value]) => value && asSensitive(value),
};
