import { setting, strings } from '../value';
import type { Value } from '../value';
import type { BuildNames, Conditions, PostProcessor, Provisioner, Selection } from './template';

/** A step of a template with the builds that it is for. */
export interface Selecting<Step> extends Conditions {
  readonly step: Step;
}

/** A step whose `only` and `except` are what stands in its settings. */
export function selecting<Step extends Provisioner | PostProcessor>(step: Step): Selecting<Step> {
  const given = (name: string) => [setting(step.settings, name)].filter((value) => value !== undefined);
  return { step, only: given('only'), except: given('except') };
}

/**
 * Whether a step runs in a build, or may: Packer compares names by `==`, and `except` counts where `only` is empty.
 * Source: hashicorp/packer hcl2template/types.build.provisioners.go, packer-plugin-sdk template/template.go.
 * @param name by which a step names the build
 */
function runsIn({ only, except }: Conditions, name: string): boolean {
  const holds = (value: Value | undefined) => strings(value).some(({ text }) => text === name);
  return orUnset(only).some((chosen) =>
    strings(chosen).length ? holds(chosen) : orUnset(except).some((left) => !holds(left)),
  );
}

const orUnset = (values: readonly Value[]): readonly (Value | undefined)[] =>
  values.length ? values : [undefined];

/** The steps that run in a build, as they run there. @param names see {@link overridden} */
export const running = <Step>(
  steps: readonly Selecting<Step>[],
  name: string,
  as: (step: Step) => Step = (step) => step,
): Step[] => steps.filter((one) => runsIn(one, name)).map(({ step }) => as(step));

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
  steps: readonly Selecting<Provisioner | PostProcessor>[],
  names: BuildNames | undefined,
): Selection[] =>
  steps
    .filter(({ only, except }) => only.length || except.length)
    .map((selecting) => ({ ...selecting, names }));
