import type { Build, Template } from '../../../pipeline/template/template';
import { setting } from '../../../pipeline/value';
import type { BuildChoices } from './buildChoices';

/** The builds of a template that run with some choices. */
export function selectedBuilds(
  { builds, dialect }: Template,
  { only, except }: Pick<BuildChoices, 'only' | 'except'>,
): Build[] {
  const matches = (patterns: readonly string[], name: string) =>
    patterns.some((pattern) => (dialect === 'json' ? pattern === name : globOf(pattern).test(name)));
  return builds.filter(({ name }) => (!only.length || matches(only, name)) && !matches(except, name));
}

/** The post-processors of a template as `-except` takes them: their names, or their types where they have none. */
export function postProcessorNames({ builds }: Template): string[] {
  const names = builds.flatMap(({ postProcessors }) =>
    postProcessors.map(({ type, settings }) => {
      const name = setting(settings, 'name');
      return name?.kind === 'string' ? name.text : type;
    }),
  );
  return [...new Set(names)];
}

/** For HCL2 templates names may be patterns; Packer takes them by github.com/gobwas/glob, without separators. */
const globOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[\\^$.|+(){}[\]]/g, '\\$&')
      .replace(/\*+/g, '.*')
      .replace(/\?/g, '.')}$`,
  );
