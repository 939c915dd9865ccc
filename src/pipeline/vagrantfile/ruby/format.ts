import { type RubyValue, settled, string, toText, unknown } from './rubyValue';

/** Ruby's `format` for what names of machines need: `%s`, `%d`, `%02d`. Anything else is unknown. */
export function format(text: string, values: readonly { readonly value: RubyValue }[]): RubyValue {
  let used = 0;
  let known = true;
  const result = text.replace(
    /%(?:(0?)(\d*)([sd])|%|)/g,
    (match, zero: string, width: string, type?: string) => {
      if (match === '%%') return '%';
      const value = settled(values[used++]?.value ?? unknown);
      const part = type === 's' || (type === 'd' && value.kind === 'integer') ? toText(value) : undefined;
      if (part === undefined) known = false;
      if (width.length > 3) known = false;
      else return (part ?? '').padStart(Number(width || 0), zero && type === 'd' ? '0' : ' ');
      return match;
    },
  );
  return known ? string(result) : unknown;
}
