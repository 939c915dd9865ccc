import { communicatorOf } from '../template/communicator';
import { plainOf } from '../template/hcl/known';
import type { Template } from '../template/template';
import { isGiven, isPathGiven, valueOf } from './given';
import type { Judged, Level } from './levels';
import type { Option } from './options';
import { haveAll } from './releases';

/** What is missing: one of these names has to be given. */
export interface Missing {
  readonly level: Level;
  readonly names: readonly string[];
  /** Because this option is given. */
  readonly neededBy?: string;
  /** Because Packer connects like that. */
  readonly communicator?: string;
}

/** What a component demands and is not given. Nothing is said where it may be given. */
export function* missingIn(template: Template, judged: Judged): Generator<Missing> {
  const { dialect } = template;
  for (const level of judged.levels) {
    for (const option of level.options.values()) {
      if (!option.required && !option.requiredIf && !option.requiredUnless) continue;
      if (isGiven(valueOf(level.settings, level.options, option.name, dialect)) === false) {
        const because = demandOf(template, judged, level, option);
        if (because) yield { level, names: [option.name], ...because };
      }
    }
    for (const option of namesIn(level, dialect)) yield* needsOf(template, judged, level, option);
  }
  for (const group of judged.of.component.oneOf ?? []) {
    if (!haveAll(judged.of.releases, ruleSince(judged, 'oneOf', group))) continue;
    for (const { level, names } of placesOf(judged, group))
      if (names.every((name) => isPathGiven(level.settings, level.options, name, dialect) === false))
        yield { level, names };
  }
}

/** Options that exclude each other and are both given. */
export function* conflictsIn({ dialect }: Template, judged: Judged): Generator<Conflict> {
  for (const pair of judged.of.component.conflicts ?? []) {
    if (!haveAll(judged.of.releases, ruleSince(judged, 'conflicts', pair))) continue;
    for (const { level, names } of placesOf(judged, pair))
      if (names.every((name) => isPathGiven(level.settings, level.options, name, dialect) === true))
        yield { level, names };
  }
}

export interface Conflict {
  readonly level: Level;
  readonly names: readonly string[];
}

/** Where paths are judged: those that lead into the same block, in each block of it. */
function* placesOf({ levels: [top, ...blocks] }: Judged, paths: readonly string[]): Generator<Conflict> {
  const folders = new Set(paths.map((path) => path.slice(0, path.lastIndexOf('.') + 1)));
  const [folder = ''] = folders;
  if (folders.size > 1 || folder === '') {
    if (top) yield { level: top, names: paths };
    return;
  }
  for (const level of blocks)
    if (`${level.block?.path}.` === folder)
      yield { level, names: paths.map((path) => path.slice(folder.length)) };
}

const ruleSince = ({ of: { component } }: Judged, kind: string, names: readonly string[]) =>
  component.rulesSince?.[`${kind} ${names.join('|')}`];

/** Why an option has to be given; undefined where it need not be, or where that is not certain. */
function demandOf(
  { dialect }: Template,
  { used, of: { releases } }: Judged,
  level: Level,
  option: Option,
): Pick<Missing, 'communicator'> | undefined {
  const { required, requiredSince, requiredIf, requiredUnless, since } = option;
  if (!haveAll(releases, since) || !haveAll(releases, requiredSince)) return undefined;
  if (requiredIf) {
    const { communicator } = requiredIf;
    const isSo =
      level.block === undefined &&
      used.builds.length > 0 &&
      used.builds.every((build) => communicatorOf(build).kind === communicator);
    return isSo ? { communicator } : undefined;
  }
  if (requiredUnless) {
    const isOtherwise = Object.entries(requiredUnless).every(([name, excused]) => {
      const value = valueOf(level.settings, level.options, name, dialect);
      const plain = value && plainOf(value);
      return !value || value.kind === 'null' || (plain !== undefined && plain.data !== excused);
    });
    return isOtherwise ? {} : undefined;
  }
  return required ? {} : undefined;
}

function* namesIn({ options, settings }: Level, dialect: Template['dialect']): Generator<Option> {
  const seen = new Set<Option>();
  for (const { name } of settings.entries) {
    const option = options.get(name);
    if (!option?.needs || seen.has(option)) continue;
    seen.add(option);
    if (isGiven(valueOf(settings, options, name, dialect)) === true) yield option;
  }
}

function* needsOf(
  { dialect }: Template,
  { levels: [top] }: Judged,
  level: Level,
  option: Option,
): Generator<Missing> {
  for (const name of option.needs ?? []) {
    const place = level.options.has(name) ? level : top;
    if (place && isPathGiven(place.settings, place.options, name, dialect) === false)
      yield { level, names: [name], neededBy: option.name };
  }
}
