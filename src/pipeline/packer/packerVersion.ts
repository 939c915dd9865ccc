/**
 * Whether a version of Packer or of a plugin is another one or newer.
 * @param version like `1.10.0` or `1.10.0-dev`, which counts as the release that it leads to
 * @param least like `1.10.0`
 */
export const isAtLeast = (version: string, least: string): boolean => compareReleases(version, least) >= 0;

/** Which of two versions is newer, by their numbers: negative, 0 or positive. */
export function compareReleases(one: string, other: string): number {
  const [left, right] = [numbersOf(one), numbersOf(other)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference) return difference;
  }
  return 0;
}

/**
 * Whether a version is one of those that a constraint of `required_plugins` allows; a constraint of no known form
 * allows all. https://developer.hashicorp.com/packer/docs/templates/hcl_templates/blocks/packer#version-constraint-syntax
 * @param constraint like `~> 1.0, != 1.0.3`; empty for none
 */
export const satisfies = (version: string, constraint: string): boolean =>
  constraint.split(',').every((part) => {
    const [, operator = '=', given] = /^(=|!=|>=?|<=?|~>)?\s{0,9}v?(\d[\w.+-]*)$/.exec(part.trim()) ?? [];
    return given === undefined || (operators[operator]?.(version, given) ?? true);
  });

const operators: Readonly<Record<string, (version: string, given: string) => boolean>> = {
  '=': (version, given) => compareReleases(version, given) === 0,
  '!=': (version, given) => compareReleases(version, given) !== 0,
  '>': (version, given) => compareReleases(version, given) > 0,
  '>=': (version, given) => compareReleases(version, given) >= 0,
  '<': (version, given) => compareReleases(version, given) < 0,
  '<=': (version, given) => compareReleases(version, given) <= 0,
  // Only the last number that is written may grow.
  '~>': (version, given) => {
    const fixed = numbersOf(given).slice(0, Math.max(1, numbersOf(given).length - 1));
    const own = numbersOf(version);
    return compareReleases(version, given) >= 0 && fixed.every((number, at) => own[at] === number);
  },
};

const numbersOf = (version: string): number[] =>
  version
    .replace(/^v/, '')
    .replace(/[-+].*/, '')
    .split('.')
    .map((part) => Number(part) || 0);
