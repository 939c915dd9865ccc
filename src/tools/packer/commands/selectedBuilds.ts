import type { Build, Template } from '../../../pipeline/template/template';
import { setting } from '../../../pipeline/value';
import { parseGlob } from '../../../text/glob';
import type { GlobSyntax } from '../../../text/glob';
import type { BuildChoices } from './buildChoices';

/** The builds of a template that run with some choices. */
export function selectedBuilds(
  { builds, dialect }: Template,
  { only, except }: Pick<BuildChoices, 'only' | 'except'>,
): Build[] {
  const matcher = (patterns: readonly string[]) => {
    const globs = dialect === 'json' ? [] : patterns.map((pattern) => parseGlob(pattern, syntax));
    return (name: string) => patterns.includes(name) || globs.some((glob) => glob?.matches(name));
  };
  const [isWanted, isUnwanted] = [matcher(only), matcher(except)];
  return builds.filter(({ name }) => (!only.length || isWanted(name)) && !isUnwanted(name));
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
const syntax: GlobSyntax = {
  negations: '!',
  escapes: true,
  folders: false,
  ignoreCase: false,
  separator: '',
};
