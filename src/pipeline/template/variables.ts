import { parseJson } from '../../syntax/json/parseJson';
import type { JsonNode } from '../../syntax/json/tree';
import type { Location } from '../../text/location';
import type { FileSource } from '../../text/fileSource';
import type { SourceText } from '../../text/sourceText';
import { unlessGiven } from '../value';
import type { Value } from '../value';
import { Evaluator } from './hcl/evaluate';
import { plainOf } from './hcl/known';
import { hclSource, variableSource } from './hcl/readHclTemplate';
import { Scope, writtenType } from './hcl/scope';
import type { Definition, HclSource } from './hcl/scope';
import { Variables } from './json/valueReader';
import type { GivenValues } from './readTemplate';
import type { Template } from './template';
import { variableSources } from './templateFiles';

/** A variable that a template declares, to be set when it is built. */
export interface TemplateVariable {
  readonly name: string;
  readonly description?: string;
  /** Of an HCL2 variable, as it is written: `list(string)`. */
  readonly type?: string;
  /** Packer does not build without a value for it: it has no default, and no file that is taken sets it. */
  readonly required: boolean;
  /** Declared to be a secret: Packer does not print its value. */
  readonly sensitive: boolean;
  /**
   * The value that it has unless it is given another one: text as it is, in JSON templates with the actions that only
   * Packer can fill in; anything else as JSON. Undefined where it has none, or where nothing of that is known.
   */
  readonly value?: string;
  /** The file with that value, when it is not the declaration that says it. Absolute. */
  readonly setIn?: string;
  /** The declaration. */
  readonly location: Location;
}

/**
 * The variables of a template, in the order in which they are declared. The texts of the template are read again for
 * it: what is linted at each key stroke does without.
 * @param files where functions in defaults read, and the files that set variables lie
 */
export const templateVariables = (
  template: Template,
  files: FileSource,
  given: GivenValues = {},
): TemplateVariable[] =>
  template.dialect === 'json' ? jsonVariables(template, files, given) : hclVariables(template, files, given);

function jsonVariables(template: Template, files: FileSource, { varFiles, variables = {} }: GivenValues) {
  const [source] = template.files;
  const root = source && objectOf(source);
  if (!root) return [];
  const property = (wanted: string) => root.findLast(({ name }) => name.value === wanted)?.value;
  const declared = property('variables');
  if (declared?.kind !== 'object') return [];
  const scope = new Variables(template.folder);
  const setting = variableSources(template, files, varFiles);
  scope.define(declared, source, { files: setting, given: variables });
  const setIn = new Map<string, { path: string; node: JsonNode | undefined }>();
  for (const file of setting)
    for (const { name, value } of objectOf(file) ?? [])
      setIn.set(name.value, { path: file.path, node: value });
  const secrets = property('sensitive-variables');
  const secretNames = new Set(
    secrets?.kind === 'array'
      ? secrets.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
      : [],
  );
  return declared.properties.map(({ name, value, span }): TemplateVariable => {
    const set = setIn.get(name.value);
    const text = scope.valueOf(name.value)?.text;
    return {
      name: name.value,
      // https://developer.hashicorp.com/packer/docs/templates/legacy_json_templates/user-variables: null is no default.
      required: (set?.node ?? value)?.kind === 'null',
      sensitive: secretNames.has(name.value),
      ...(text !== undefined && { value: text }),
      ...(set && { setIn: set.path }),
      location: { path: source.path, span },
    };
  });
}

function objectOf(source: SourceText) {
  const { root } = parseJson(source.text);
  return root?.kind === 'object' ? root.properties : undefined;
}

function hclVariables(template: Template, files: FileSource, { varFiles, variables = {} }: GivenValues) {
  const own = template.files.map((source) => hclSource(source));
  const setting = variableSources(template, files, varFiles).map(variableSource);
  const scope = new Scope(own, { files: setting, given: variables }, template.folder, files);
  const evaluate = ({ expression, source }: Definition) => new Evaluator(source, scope).evaluate(expression);
  return own.flatMap((file) =>
    declarations(file).map(({ name, type, isRequired, isSensitive, description, span }): TemplateVariable => {
      const set = setting.findLast(({ attributes }) => attributes.some((other) => other.name === name));
      const value = written(scope.resolve('var', name, evaluate));
      const text = description && written(evaluate({ expression: description, source: file.source }));
      return {
        name,
        ...(text !== undefined && { description: text }),
        ...(type !== undefined && { type }),
        required: isRequired && !set,
        sensitive: isSensitive,
        ...(value !== undefined && { value }),
        ...(set && { setIn: set.source.path }),
        location: { path: file.source.path, span },
      };
    }),
  );
}

/** `variable "NAME" { … }`, and `variables { NAME = DEFAULT … }`. */
function declarations({ blocks, source }: HclSource) {
  return blocks.flatMap(({ type, labels: [label], body, span }) => {
    if (type === 'variables')
      return body.attributes.map((one) => ({
        name: one.name,
        type: undefined,
        isRequired: false,
        isSensitive: false,
        description: undefined,
        span: one.span,
      }));
    if (type !== 'variable' || !label) return [];
    const attribute = (wanted: string) => body.attributes.find(({ name }) => name === wanted)?.value;
    const [typed, secret] = [attribute('type'), attribute('sensitive')];
    return [
      {
        name: label.value,
        type: typed && writtenType(typed, source),
        isRequired: attribute('default') === undefined,
        isSensitive: secret?.kind === 'boolean' && secret.value,
        description: attribute('description'),
        span,
      },
    ];
  });
}

function written(value: Value | undefined): string | undefined {
  const plain = value && plainOf(unlessGiven(value));
  if (!plain || plain.data === null) return undefined;
  return typeof plain.data === 'string' ? plain.data : JSON.stringify(plain.data);
}
