import type { Attribute, Expression } from '../../syntax/hcl/tree';
import { constantString } from '../../syntax/hcl/values';
import { grammarTree, locate } from '../../pipeline/grammar/grammarTree';
import { isConstraint, namesPrerelease, sourceProblem } from '../../pipeline/grammar/versions';
import { satisfies } from '../../pipeline/packer/packerVersion';
import type { Pipeline } from '../../pipeline/pipeline';
import type { SourceText } from '../../text/sourceText';
import type { Report, RuleOptions } from '../rule';

const rejects = 'Packer rejects the template.';

/** What `packer` blocks demand of Packer and of plugins, and can't be read, or this Packer is not. */
export function* invalidConstraints({ template }: Pipeline, { packer }: RuleOptions): Generator<Report> {
  if (template.dialect !== 'hcl2') return;
  for (const { source, blocks, problems } of grammarTree(template).files)
    for (const { body } of problems.length ? [] : blocks.filter(({ type }) => type === 'packer')) {
      const required = body.attributes.find(({ name }) => name === 'required_version');
      if (required) yield* coreVersion(required, source, packer);
      for (const list of body.blocks.filter(({ type }) => type === 'required_plugins'))
        for (const plugin of list.body.attributes) yield* requirement(plugin, source);
    }
}

function* coreVersion(
  { value }: Attribute,
  source: SourceText,
  packer: RuleOptions['packer'],
): Generator<Report> {
  const text = constantString(value);
  const location = locate(source, value.span);
  if (text === undefined) {
    if (value.kind !== 'template' && value.kind !== 'number' && value.kind !== 'null')
      yield {
        message: `'required_version' is a text such as ">= 1.9.0", without variables: ${rejects}`,
        location,
      };
    return;
  }
  if (!isConstraint(text)) {
    yield {
      message: `'${text}' is not a version constraint, such as ">= 1.9.0, < 2.0.0": ${rejects}`,
      location,
    };
    return;
  }
  const version = packer()?.version;
  if (version !== undefined && !satisfies(version, text))
    yield {
      message: `The template requires Packer ${text}, and this one is ${version}: ${rejects} Use another Packer, or change the constraint.`,
      location,
    };
}

/** Source: hashicorp/packer hcl2template/types.required_plugins.go. */
function* requirement({ name, nameSpan, value }: Attribute, source: SourceText): Generator<Report> {
  const nameProblem = pluginNameProblem(name);
  if (nameProblem !== undefined)
    yield {
      message: `'${name}' cannot be the name of a plugin: ${nameProblem} ${rejects}`,
      location: locate(source, nameSpan),
    };
  const location = locate(source, nameSpan);
  if (value.kind !== 'object') {
    if (
      value.kind === 'template' ||
      value.kind === 'number' ||
      value.kind === 'boolean' ||
      value.kind === 'tuple'
    )
      yield {
        message: `What is required of a plugin is an object: ${name} = { source = "github.com/…", version = ">= 1.0.0" }. ${rejects}`,
        location: locate(source, value.span),
      };
    return;
  }
  const entry = (wanted: string): Expression | undefined =>
    value.items.find(({ key }) => keyOf(key) === wanted)?.value;
  // A key that has to be evaluated may be any.
  if (value.items.some(({ key }) => keyOf(key) === undefined)) return;
  const [version, address] = [entry('version'), entry('source')];
  if (!version)
    yield { message: `The plugin '${name}' has no 'version', such as ">= 1.0.0": ${rejects}`, location };
  else yield* pluginVersion(version, source);
  if (!address)
    yield {
      message: `The plugin '${name}' has no 'source', such as "github.com/hashicorp/${name}": ${rejects}`,
      location,
    };
  else {
    const text = constantString(address);
    const problem = text === undefined ? undefined : sourceProblem(text);
    if (problem !== undefined)
      yield {
        message: `'${text}' is not the address of a plugin. ${problem} ${rejects}`,
        location: locate(source, address.span),
      };
  }
  for (const { key } of value.items)
    if (!['version', 'source'].includes(keyOf(key) ?? ''))
      yield {
        message: `What is required of a plugin has a 'source' and a 'version' only: ${rejects}`,
        location: locate(source, key.span),
      };
}

function* pluginVersion(version: Expression, source: SourceText): Generator<Report> {
  const text = constantString(version);
  const location = locate(source, version.span);
  if (text === undefined) {
    if (version.kind !== 'template')
      yield { message: `The version of a plugin is a text, such as ">= 1.0.0": ${rejects}`, location };
  } else if (!isConstraint(text))
    yield { message: `'${text}' is not a version constraint, such as ">= 1.0.0": ${rejects}`, location };
  else if (namesPrerelease(text))
    yield {
      message: `A constraint names no version that is not released yet: ${rejects} Leave out what follows the hyphen.`,
      location,
    };
}

const keyOf = (key: Expression): string | undefined =>
  key.kind === 'variable' ? key.name : constantString(key);

/** Source: hashicorp/packer hcl2template/addrs/plugin.go, ParsePluginPart(): a label as in names of hosts. */
function pluginNameProblem(name: string): string | undefined {
  if (name.includes('--')) return 'it has two hyphens in a row.';
  if (name.endsWith('-')) return 'it ends with a hyphen.';
  if (name.includes('_')) return 'it has an underscore.';
  return name !== name.toLowerCase() ? 'it has capital letters.' : undefined;
}
