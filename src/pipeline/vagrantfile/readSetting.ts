import type { Span } from '../../text/span';
import type { Budget } from '../budget';
import { type Item, type RubyValue, settled, textOf } from './ruby/rubyValue';
import type { Plain, Setting, Statement } from './vagrantfile';

const secretName = /passw(or)?d|passphrase|secret|token|api_?key|access_?key/i;

/**
 * A setting from the value that it is given.
 * @param budget of the whole file: a value is written out here, however often it holds the same
 */
export function readSetting(
  path: string,
  nameSpan: Span,
  { value: given, span }: Item,
  { conditional, provider }: Statement,
  budget: Budget,
): Setting {
  const secret = secretName.test(path);
  const value = given.kind === 'assumed' ? given.value : given;
  const content = value.kind === 'string' || value.kind === 'unknown' ? value.content : undefined;
  return {
    path,
    nameSpan,
    value: secret ? undefined : plain(value, budget),
    span,
    content: secret ? undefined : content,
    secret,
    ...(given.kind === 'assumed' && { unlessEnvironment: true }),
    conditional,
    provider,
  };
}

/** Undefined when a part of it is unknown or secret. */
const plain = (given: RubyValue, budget: Budget): Plain | undefined =>
  budget.within(() => written(settled(given), budget));

function written(value: RubyValue, budget: Budget): Plain | undefined {
  switch (value.kind) {
    case 'string':
    case 'symbol':
      return value.text;
    case 'integer':
    case 'float':
    case 'boolean':
      return value.value;
    case 'nil':
      return null;
    case 'array': {
      const items = value.items.map((item) => plain(item.value, budget));
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    case 'hash': {
      const result: Record<string, Plain> = {};
      for (const entry of value.entries) {
        const name = textOf(entry.key);
        const item = name !== undefined && !secretName.test(name) ? plain(entry.value, budget) : undefined;
        if (name === undefined || item === undefined) return undefined;
        Object.defineProperty(result, name, { value: item, enumerable: true, configurable: true });
      }
      return result;
    }
    default:
      return undefined;
  }
}
