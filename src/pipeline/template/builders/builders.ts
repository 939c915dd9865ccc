import { setting } from '../../value';
import type { Value } from '../../value';
import type { Build } from '../template';
import data from './builders.json';
import type { BuilderRow, BuildersData, GuestOrigin } from './builders.generated';

const { builders } = data as BuildersData;

/** What is known of a builder; undefined for one that is in no table. */
export const builderOf = (type: string): BuilderRow | undefined =>
  Object.hasOwn(builders, type) ? builders[type] : undefined;

/** How the guest of a build comes; undefined for a builder that is not known. */
export function originOf({ type, source }: Build): GuestOrigin | undefined {
  const row = builderOf(type);
  if (!row) return type.endsWith('-iso') ? 'installed' : undefined;
  const isOtherwise = row.unless?.settings.some((name) => isGiven(setting(source, name)));
  return isOtherwise ? row.unless?.comes : row.comes;
}

/**
 * Whether a build without a communicator goes on only when its guest has switched itself off; otherwise the machine is
 * switched off at once. Undefined where that is not known.
 */
export function waitsForGuest({ type, source }: Build): boolean | undefined {
  const row = builderOf(type);
  return row?.waitsForGuest ?? row?.waitsWith?.some((name) => isGiven(setting(source, name)));
}

/** Whether a setting says something; `false` and an empty text say nothing. */
const isGiven = (value: Value | undefined): boolean =>
  value !== undefined &&
  value.kind !== 'null' &&
  !(value.kind === 'boolean' && !value.value) &&
  !(value.kind === 'string' && /^(?:0|f|false|)$/i.test(value.text) && !value.partial);
