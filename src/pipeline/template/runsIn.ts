import { setting, strings } from '../value';
import type { MapValue, Value } from '../value';
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

/** In which builds a step does not do what it does in most. */
interface Exceptions {
  /** Whether it runs in a build that it does not name, or may. */
  readonly usually: boolean;
  /** The builds in which it is the other way round. */
  readonly others: readonly string[];
}

/**
 * Packer compares names by `==`, and `except` counts where `only` is empty.
 * Source: hashicorp/packer hcl2template/types.build.provisioners.go, packer-plugin-sdk template/template.go.
 */
function exceptionsOf({ only, except }: Conditions): Exceptions {
  const chosen = new Set(only.flatMap(textsOf));
  const usually = !only.length || only.some((value) => !textsOf(value).length);
  if (!usually) return { usually, others: [...chosen] };
  const [first = [], ...more] = except.map(textsOf);
  const alsoLeft = more.map((texts) => new Set(texts));
  const isLeft = (name: string) => !chosen.has(name) && alsoLeft.every((left) => left.has(name));
  return { usually, others: [...new Set(first)].filter(isLeft) };
}

const textsOf = (value: Value): string[] => strings(value).map(({ text }) => text);

/**
 * The steps of a template in each of its builds. Builds in which the same steps run in the same way get the same list, so
 * that what is said of it is found once: see {@link coursesOf}.
 */
export class Running<Step extends Provisioner | PostProcessor> {
  private readonly usual: readonly Step[];
  private readonly isUsual: readonly boolean[];
  /** By the name of a build the places of steps for which it is an exception. */
  private readonly exceptions = new Map<string, number[]>();
  /** By the name of a build the places of steps that it overrides. */
  private readonly overrides = new Map<string, number[]>();
  private readonly lists = new Map<string, readonly Step[]>();

  constructor(private readonly steps: readonly Selecting<Step>[]) {
    const found = steps.map(exceptionsOf);
    this.isUsual = found.map(({ usually }) => usually);
    this.usual = steps.filter((_, at) => this.isUsual[at]).map(({ step }) => step);
    for (const [at, { others }] of found.entries()) for (const name of others) add(this.exceptions, name, at);
    for (const [at, { step }] of steps.entries())
      for (const { name } of overridesOf(step)?.entries ?? []) add(this.overrides, name, at);
  }

  /**
   * @param name by which a step names the build in `only` and `except`
   * @param names by which its `override` does
   */
  in(name: string, names: readonly string[] = []): readonly Step[] {
    const exceptions = this.exceptions.get(name) ?? [];
    const overridden = new Set(names.flatMap((one) => this.overrides.get(one) ?? []));
    if (overridden.size)
      return this.list(exceptions, (step, at) => (overridden.has(at) ? override(step, names) : step));
    if (!exceptions.length) return this.usual;
    const key = exceptions.join();
    const known = this.lists.get(key) ?? this.list(exceptions, (step) => step);
    this.lists.set(key, known);
    return known;
  }

  private list(exceptions: readonly number[], as: (step: Step, at: number) => Step): Step[] {
    const others = new Set(exceptions);
    const list: Step[] = [];
    // Each build may have a list of its own, as long as all steps.
    for (let at = 0; at < this.steps.length; at++) {
      const found = this.steps[at];
      if (found && this.isUsual[at] !== others.has(at)) list.push(as(found.step, at));
    }
    return list;
  }
}

function add(index: Map<string, number[]>, name: string, at: number): void {
  const places = index.get(name);
  if (!places) index.set(name, [at]);
  else if (places.at(-1) !== at) places.push(at);
}

const overridesOf = ({ settings }: Provisioner | PostProcessor): MapValue | undefined => {
  const found = setting(settings, 'override');
  return found?.kind === 'map' ? found : undefined;
};

/** A step as it runs in a build that its `override` names: a copy in which the override's settings win. */
function override<Step extends Provisioner | PostProcessor>(step: Step, names: readonly string[]): Step {
  const found = overridesOf(step)?.entries.findLast(({ name }) => names.includes(name))?.value;
  if (found?.kind !== 'map') return step;
  const { settings } = step;
  return {
    ...step,
    settings: { ...settings, entries: [...settings.entries, ...found.entries] },
    override: found,
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
