import type { Location } from '../../../text/location';
import type { StringValue, Value } from '../../value';

/** A function of HCL2 templates on known values; undefined where an argument is not known or not of its type. */
type HclFunction = (parameters: readonly Value[], location: Location) => Value | undefined;

const string = (text: string, location: Location): StringValue => ({
  kind: 'string',
  location,
  text,
  partial: false,
  locate: () => location,
});

const onText =
  (change: (text: string) => string): HclFunction =>
  ([value], location) =>
    value?.kind === 'string' && !value.partial ? string(change(value.text), location) : undefined;

const concat: HclFunction = (lists, location) => {
  const items: Value[] = [];
  for (const list of lists) {
    if (list.kind !== 'list') return undefined;
    items.push(...list.items);
  }
  return { kind: 'list', location, items };
};

const join: HclFunction = ([separator, list], location) => {
  if (separator?.kind !== 'string' || separator.partial || list?.kind !== 'list') return undefined;
  const texts = list.items.map((item) => (item.kind === 'string' && !item.partial ? item.text : undefined));
  return texts.includes(undefined) ? undefined : string(texts.join(separator.text), location);
};

/** https://developer.hashicorp.com/packer/docs/templates/hcl_templates/functions */
export const functions: Readonly<Record<string, HclFunction | undefined>> = {
  concat,
  join,
  lower: onText((text) => text.toLowerCase()),
  upper: onText((text) => text.toUpperCase()),
  trimspace: onText((text) => text.trim()),
};
