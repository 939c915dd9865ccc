import type { Build, Template } from './template';

/**
 * A template as some of its files make it, which is asked for by the name of a file: with the builds whose source or
 * `build` block stands in one of them; all where that is none, as all use what such files say.
 * @param paths of files of the template
 */
export function partOf(template: Template, paths: ReadonlySet<string>): Template {
  const own = template.builds.filter((build) => placesOf(build).some((path) => paths.has(path)));
  if (!own.length || own.length === template.builds.length) return template;
  const blocks = new Set([...paths, ...own.flatMap(placesOf)]);
  return {
    ...template,
    builds: own,
    selections: template.selections.filter(({ step }) => blocks.has(step.typeLocation.path)),
  };
}

const placesOf = ({ typeLocation, blockLocation }: Build): string[] => [
  typeLocation.path,
  ...(blockLocation ? [blockLocation.path] : []),
];
