import { compareVersions } from './readBoxes';

/**
 * Whether a version is one that `config.vm.box_version` allows: requirements of RubyGems, separated by commas.
 * @returns false for a requirement that can't be read
 */
export const satisfies = (version: string, requirements: string): boolean =>
  requirements.split(',').every((requirement) => {
    const [, sign = '=', wanted] = /^(=|!=|>=|<=|>|<|~>)?\s{0,9}([\w.-]+)$/.exec(requirement.trim()) ?? [];
    return wanted !== undefined && holds(sign, version, wanted);
  });

function holds(sign: string, version: string, wanted: string): boolean {
  const order = compareVersions(version, wanted);
  switch (sign) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    default:
      return order >= 0 && compareVersions(version, nextOf(wanted)) < 0;
  }
}

/** `~> 1.2.3` ends before 1.3, `~> 1.2` before 2. */
function nextOf(wanted: string): string {
  const parts = wanted.split('.').filter((part) => /^\d+$/.test(part));
  const kept = parts.length > 1 ? parts.slice(0, -1) : parts;
  return [...kept.slice(0, -1), Number(kept.at(-1) ?? 0) + 1].join('.');
}
