import { setting, strings } from '../value';
import type { MapValue } from '../value';
import type { PostProcessor, Provisioner, Selection } from './template';

/**
 * Whether a step runs in a build, by its `only` and `except`.
 * @param names the words by which a step may name the build
 */
export function runsIn(settings: MapValue, names: readonly string[]): boolean {
  const only = strings(setting(settings, 'only'));
  const except = strings(setting(settings, 'except'));
  const named = ({ text }: { text: string }) => names.includes(text);
  return only.length ? only.some(named) : !except.some(named);
}

/**
 * A provisioner as it runs in a build: itself where its `override` does not name the build, so that builds share
 * the one object; else a copy in which the override's settings win.
 */
export function overridden(provisioner: Provisioner, names: readonly string[]): Provisioner {
  const overrides = setting(provisioner.settings, 'override');
  if (overrides?.kind !== 'map') return provisioner;
  const override = overrides.entries.findLast(({ name }) => names.includes(name))?.value;
  if (override?.kind !== 'map') return provisioner;
  const { settings } = provisioner;
  return {
    ...provisioner,
    settings: { ...settings, entries: [...settings.entries, ...override.entries] },
    override,
  };
}

/** @param names what the steps can name; undefined where not all of that is known */
export const selectionsOf = (
  steps: readonly (Provisioner | PostProcessor)[],
  names: readonly string[] | undefined,
): Selection[] =>
  steps
    .filter(({ settings }) => setting(settings, 'only') ?? setting(settings, 'except'))
    .map((step) => ({ step, names }));
