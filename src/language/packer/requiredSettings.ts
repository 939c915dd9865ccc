import type { Body } from '../../syntax/hcl/tree';
import { constantString, findAttribute } from '../../syntax/hcl/values';
import type { BodyFacts, BodySetting } from './bodySettings';
import { settingsOf } from './bodySettings';

/**
 * What a body has to be given and does not have yet, as far as that is certain: of a group of which one is needed the
 * usual one.
 * @param others what is set elsewhere
 */
export function requiredSettings(
  facts: BodyFacts,
  body: Body | undefined,
  others: readonly string[] = [],
): BodySetting[] {
  const all = settingsOf(facts);
  const own = body?.items.map((item) => (item.kind === 'attribute' ? item.name : item.type)) ?? [];
  const given = new Set([...own, ...others]);
  const communicator = body && findAttribute(body, 'communicator');
  const connects = communicator && constantString(communicator.value);
  const { component } = facts;
  // Groups are those of the component itself, and not of its blocks.
  const isTop = component?.known !== undefined && component.options === component.known.options;
  const groups = (isTop ? component.known?.component.oneOf : undefined) ?? [];
  const chosen = new Set(
    groups
      .filter((names) => !names.some((name) => given.has(name)))
      .flatMap((names) => usualOf(all.filter(({ name }) => names.includes(name)))?.name ?? []),
  );
  return all.filter(
    ({ name, required, requiredIf, deprecated }) =>
      !given.has(name) &&
      !deprecated &&
      (required ?? (chosen.has(name) || (requiredIf !== undefined && requiredIf.communicator === connects))),
  );
}

/** The most used ones have a line of ours. */
const usualOf = (settings: readonly BodySetting[]): BodySetting | undefined =>
  settings.find(({ line, isBlock }) => line !== undefined && !isBlock) ??
  settings.find(({ isBlock }) => !isBlock) ??
  settings[0];
