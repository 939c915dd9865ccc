import type { Template } from '../template/template';
import type { MapEntry, MapValue } from '../value';
import { judgedOf } from './levels';
import { unknownNames } from './unknownNames';

/**
 * A template in which settings that are misspelt stand under the right names as well, with values that nobody knows: what
 * is written as `memmory` is no memory that is not set. Its builders alone: of steps nobody says what they lack.
 * @returns the template itself where all names are right
 */
export function withMeantSettings(template: Template): Template {
  const meant = new Map<MapValue, MapEntry[]>();
  for (const judged of judgedOf(template, undefined).judged) {
    if (judged.used.kind !== 'builder') continue;
    for (const { level, entry, meant: name } of unknownNames(template, judged)) {
      if (name === undefined || level.block) continue;
      const entries = meant.get(level.settings) ?? [];
      const { nameLocation, location } = entry;
      entries.push({ name, nameLocation, location, value: { kind: 'unknown', location }, misspelt: true });
      meant.set(level.settings, entries);
    }
  }
  if (!meant.size) return template;
  const builds = template.builds.map((build) => {
    const more = meant.get(build.source);
    return more
      ? { ...build, source: { ...build.source, entries: [...build.source.entries, ...more] } }
      : build;
  });
  return { ...template, builds };
}
