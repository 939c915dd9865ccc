import type { SourceText } from '../../../text/sourceText';
import { parseJson } from '../../../syntax/json/parseJson';
import type { SyntaxProblem } from '../../../syntax/syntaxProblem';
import { hide } from '../../hiddenValues';
import { listOf, setting, text } from '../../value';
import type { MapValue, Value } from '../../value';
import { Running, selecting, selectionsOf } from '../runsIn';
import type { Build, BuildNames, PostProcessor, Provisioner, Template } from '../template';
import { ValueReader, Variables } from './valueReader';
import type { JsonVariableValues } from './valueReader';

/**
 * Reads a legacy JSON template.
 * @param folder the folder that holds it
 * @param values what sets its variables, beside their defaults
 * @returns undefined when the text is no Packer template: no object with `builders` or `provisioners`
 */
export function readJsonTemplate(
  source: SourceText,
  folder: string,
  values: JsonVariableValues = { files: [], given: {} },
): Template | undefined {
  const file = parseJson(source.text);
  const { root } = file;
  if (root?.kind !== 'object') return undefined;
  const isTemplate = root.properties.some(
    ({ name, value }) =>
      (name.value === 'builders' || name.value === 'provisioners') && value?.kind === 'array',
  );
  if (!isTemplate) return undefined;

  const property = (wanted: string) => root.properties.findLast(({ name }) => name.value === wanted)?.value;
  const variables = new Variables(folder);
  variables.define(property('variables'), source, values);
  variables.keepSecret(property('sensitive-variables'));
  const template = new ValueReader(source, variables, file.problems).read(root);
  if (template.kind !== 'map') return undefined;
  const steps = (name: string) => maps(setting(template, name)).flatMap(withType).map(selecting);
  const [provisioners, cleanups] = [steps('provisioners'), steps('error-cleanup-provisioner')];
  const postProcessors = listOf(setting(template, 'post-processors'))
    .flatMap(readPostProcessors)
    .map(selecting);
  const ways = {
    provisioners: new Running(provisioners),
    cleanups: new Running(cleanups),
    postProcessors: new Running(postProcessors),
  };
  const hidden = variables.hiddenTexts();
  const least = text(template, 'min_packer_version');

  return {
    dialect: 'json',
    path: source.path,
    folder,
    files: [source],
    variableFiles: values.files,
    hidden,
    ...(least && { requiredPacker: { version: `>= ${least.text}`, location: least.location } }),
    builds: maps(setting(template, 'builders')).flatMap((map) =>
      withType(map).map(({ type, typeLocation }): Build => {
        const name = text(map, 'name')?.text ?? type;
        const [errorCleanup] = ways.cleanups.in(name, [name]);
        return {
          name,
          shownName: hide(name, hidden),
          type,
          typeLocation,
          source: map,
          provisioners: ways.provisioners.in(name, [name]),
          postProcessors: ways.postProcessors.in(name),
          ...(errorCleanup && { errorCleanup }),
        };
      }),
    ),
    selections: selectionsOf(
      [...provisioners, ...postProcessors],
      file.problems.length ? undefined : rawNames(template, source),
    ),
    problems: [source, ...values.files].flatMap(({ path, text }) =>
      jsonTemplateProblems(text).map(({ span, ...problem }) => ({ ...problem, location: { path, span } })),
    ),
  };
}

/** What Packer does not take of a JSON template, or of a JSON file that sets variables, in the order of its places. */
export function jsonTemplateProblems(text: string): SyntaxProblem[] {
  const { problems, comments } = parseJson(text);
  const refused = comments.map((span) => ({ message: 'Packer does not accept comments in JSON.', span }));
  return [...problems, ...refused].sort((a, b) => a.span.start - b.span.start);
}

/** The builders' names as they are written: with these Packer compares. */
function rawNames(template: MapValue, source: SourceText): BuildNames | undefined {
  const names = maps(setting(template, 'builders')).map(
    (builder) => setting(builder, 'name') ?? setting(builder, 'type'),
  );
  const known = names.flatMap((name) =>
    name?.kind === 'string' && isPlain(name, source) ? [name.text] : [],
  );
  return known.length && known.length === names.length
    ? { builds: known, renamed: [], unused: [] }
    : undefined;
}

const isPlain = ({ location }: Value, source: SourceText): boolean =>
  !source.slice(location.span).includes('{{');

const maps = (value: Value | undefined): MapValue[] =>
  listOf(value).flatMap((item) => (item.kind === 'map' ? inAnyCase(item) : []));

/** The decoder of JSON templates does not mind capitals in the names of settings. */
const inAnyCase = (map: MapValue): MapValue => ({ ...map, foldsNames: true });

/** An item of a list of builders, provisioners or post-processors; none while its type is not written. */
function withType(settings: MapValue): Provisioner[] {
  const type = text(settings, 'type');
  return type ? [{ type: type.text, typeLocation: type.location, settings }] : [];
}

/** A post-processor is a name, an object, or a list of both that run one after the other. */
function readPostProcessors(value: Value): PostProcessor[] {
  if (value.kind === 'list') return value.items.flatMap(readPostProcessors);
  if (value.kind === 'map') return withType(inAnyCase(value));
  if (value.kind !== 'string') return [];
  const { location } = value;
  return [{ type: value.text, typeLocation: location, settings: { kind: 'map', location, entries: [] } }];
}
