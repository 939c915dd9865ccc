import type { SourceText } from '../../../text/sourceText';
import { parseJson } from '../../../syntax/json/parseJson';
import { listOf, setting, text } from '../../value';
import type { MapValue, Value } from '../../value';
import { overridden, runsIn, selectionsOf } from '../runsIn';
import type { Build, PostProcessor, Provisioner, Template } from '../template';
import { ValueReader, Variables } from './valueReader';

/**
 * Reads a legacy JSON template.
 * @param folder the folder that holds it
 * @param variableFiles files that set its variables; of two the later wins
 * @returns undefined when the text is no Packer template: no object with `builders` or `provisioners`
 */
export function readJsonTemplate(
  source: SourceText,
  folder: string,
  variableFiles: readonly SourceText[] = [],
): Template | undefined {
  const file = parseJson(source.text);
  const { root } = file;
  if (root?.kind !== 'object') return undefined;
  const isTemplate = root.properties.some(
    ({ name, value }) =>
      (name.value === 'builders' || name.value === 'provisioners') && value?.kind === 'array',
  );
  if (!isTemplate) return undefined;

  const variables = new Variables(folder);
  const property = (wanted: string) => root.properties.findLast(({ name }) => name.value === wanted)?.value;
  variables.define(property('variables'), source);
  for (const file of variableFiles) variables.define(parseJson(file.text).root, file);
  variables.keepSecret(property('sensitive-variables'));
  const template = new ValueReader(source, variables).read(root);
  if (template.kind !== 'map') return undefined;
  const provisioners = maps(setting(template, 'provisioners')).flatMap((map) => withType(map));
  const cleanups = maps(setting(template, 'error-cleanup-provisioner')).flatMap((map) => withType(map));
  const postProcessors = listOf(setting(template, 'post-processors')).flatMap(readPostProcessors);

  return {
    dialect: 'json',
    path: source.path,
    folder,
    files: [source],
    builds: maps(setting(template, 'builders')).flatMap((map) =>
      withType(map).map(({ type, typeLocation }): Build => {
        const name = text(map, 'name')?.text ?? type;
        const running = (steps: readonly Provisioner[]) =>
          steps.filter(({ settings }) => runsIn(settings, [name])).map((step) => overridden(step, [name]));
        const [errorCleanup] = running(cleanups);
        return {
          name,
          type,
          typeLocation,
          source: map,
          provisioners: running(provisioners),
          postProcessors: postProcessors.filter(({ settings }) => runsIn(settings, [name])),
          ...(errorCleanup && { errorCleanup }),
        };
      }),
    ),
    selections: selectionsOf([...provisioners, ...postProcessors], rawNames(template, source)),
    problems: [
      ...file.problems,
      ...file.comments.map((span) => ({
        span,
        message: 'Packer does not accept comments in JSON templates.',
      })),
    ].map(({ message, span }) => ({ message, location: { path: source.path, span } })),
  };
}

/** The builders' names as they are written: with these Packer compares. */
function rawNames(template: MapValue, source: SourceText): string[] | undefined {
  const names = maps(setting(template, 'builders')).map(
    (builder) => setting(builder, 'name') ?? setting(builder, 'type'),
  );
  const known = names.flatMap((name) =>
    name?.kind === 'string' && isPlain(name, source) ? [name.text] : [],
  );
  return known.length && known.length === names.length ? known : undefined;
}

const isPlain = ({ location }: Value, source: SourceText): boolean =>
  !source.slice(location.span).includes('{{');

const maps = (value: Value | undefined): MapValue[] =>
  listOf(value).filter((item): item is MapValue => item.kind === 'map');

/** An item of a list of builders, provisioners or post-processors; none while its type is not written. */
function withType(settings: MapValue): Provisioner[] {
  const type = text(settings, 'type');
  return type ? [{ type: type.text, typeLocation: type.location, settings }] : [];
}

/** A post-processor is a name, an object, or a list of both that run one after the other. */
function readPostProcessors(value: Value): PostProcessor[] {
  if (value.kind === 'list') return value.items.flatMap(readPostProcessors);
  if (value.kind === 'map') return withType(value);
  if (value.kind !== 'string') return [];
  const { location } = value;
  return [{ type: value.text, typeLocation: location, settings: { kind: 'map', location, entries: [] } }];
}
