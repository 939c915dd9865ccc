import { grammarTree, locate } from '../../pipeline/grammar/grammarTree';
import type { UsedFunction } from '../../pipeline/grammar/grammarTree';
import { language } from '../../pipeline/grammar/language';
import type { FunctionSchema } from '../../pipeline/grammar/language';
import { isAtLeast } from '../../pipeline/packer/packerVersion';
import type { Pipeline } from '../../pipeline/pipeline';
import { constantString } from '../../syntax/hcl/values';
import type { Expression } from '../../syntax/hcl/tree';
import type { Report, RuleOptions } from '../rule';
import { similarWord } from '../../text/similarWord';
import { rename } from './rename';

/** Functions that Packer does not have, or not where they are called, or not yet. */
export function* unknownFunctions({ template }: Pipeline, { packer }: RuleOptions): Generator<Report> {
  if (template.dialect !== 'hcl2' || grammarTree(template).isNewer) return;
  const { functions } = language();
  for (const used of grammarTree(template).calls) {
    if (used.tried) continue;
    const { name, nameSpan } = used.call;
    const location = locate(used.source, nameSpan);
    const severity = used.optional ? { severity: 'warning' as const } : {};
    const schema = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (!schema) {
      // A namespace is one of Terraform's providers.
      const meant = similarWord(name, Object.keys(functions));
      yield {
        ...severity,
        message: `Packer has no function '${name}', so it rejects the template.${
          meant === undefined
            ? ' Use another one, or set the value by a variable.'
            : ` Did you mean '${meant}'?`
        }`,
        location,
        fixes: rename(template, used.source, nameSpan, meant),
      };
      continue;
    }
    const misplaced = misplacedIn(used, schema);
    if (misplaced !== undefined) {
      yield { ...severity, message: misplaced, location };
      continue;
    }
    const version = schema.since === undefined ? undefined : packer()?.version;
    if (version !== undefined && schema.since !== undefined && !isAtLeast(version, schema.since))
      yield {
        ...severity,
        message: `Packer ${version} has no function '${name}', which came with ${schema.since}: it rejects the template. Use a newer Packer, or another function.`,
        location,
      };
  }
}

/** Source: hashicorp/packer hcl2template/types.packer_config.go, decodeInputVariables(); types.required_plugins.go. */
function misplacedIn({ call: { name }, site }: UsedFunction, { only }: FunctionSchema): string | undefined {
  if (site.in === 'variable' && !only)
    return `The default of a variable can call no function but env: Packer rejects the template. Use a local for '${name}'.`;
  if (site.in === 'fixed')
    return `No function can be called here: Packer wants the value written out, and rejects the template.`;
  if (only && site.in !== 'variable')
    return `'${name}' can only be called in the default of a variable: Packer rejects the template. Declare a variable with this default, and use that.`;
  return undefined;
}

/** Calls with too few or too many arguments, or with one of which its text says that it does not fit. */
export function* wrongArguments({ template }: Pipeline): Generator<Report> {
  if (template.dialect !== 'hcl2') return;
  const { isBroken, isNewer, calls } = grammarTree(template);
  // The rest of a call may be being written.
  if (isBroken || isNewer) return;
  const { functions } = language();
  for (const { call, optional, tried, source } of calls) {
    const schema = Object.hasOwn(functions, call.name) ? functions[call.name] : undefined;
    if (!schema || tried) continue;
    const severity = optional ? { severity: 'warning' as const } : {};
    const { params, rest } = schema;
    const most = rest ? params.length + (rest.max ?? Infinity) : params.length;
    const count = call.arguments.length;
    // Of what is spread out nobody knows how many there are.
    const isTooFew = count < params.length && !call.expandLast;
    if (isTooFew || count > most) {
      const wanted = count > most ? most : params.length;
      const atLeast = rest && isTooFew ? 'at least ' : rest ? 'at most ' : '';
      const names = params.map(({ name }) => name).join(', ');
      yield {
        ...severity,
        message: `'${call.name}' takes ${atLeast}${wanted === 0 ? 'no arguments' : wanted === 1 ? '1 argument' : `${wanted} arguments`}, not ${count}: Packer rejects the template.${
          names && ` Write ${call.name}(${names}${rest ? `, ${rest.name}…` : ''}).`
        }`,
        location: locate(source, call.span),
      };
      continue;
    }
    const format = call.name === 'formatdate' ? call.arguments[0] : undefined;
    const verb = format && unknownVerb(format);
    if (format && verb !== undefined)
      yield {
        ...severity,
        message: `formatdate knows no '${verb}', so Packer rejects the template. Letters that stand for themselves are written between two ' each.`,
        location: locate(source, format.span),
      };
    for (const [index, argument] of call.arguments.entries()) {
      if (call.expandLast && index === count - 1) break;
      const parameter = params[index] ?? rest;
      const given = parameter && misfit(parameter.type, argument);
      if (parameter && given !== undefined)
        yield {
          ...severity,
          message: `'${parameter.name}' of '${call.name}' is ${described[parameter.type] ?? parameter.type}, not ${given}: Packer rejects the template.`,
          location: locate(source, argument.span),
        };
    }
  }
}

const described: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  bool: 'true or false',
  'list(string)': 'a list of texts',
  'list(bool)': 'a list of true and false',
  'list(any)': 'a list',
  'set(any)': 'a list',
};

/** What an argument is, where that is written out and the type can't be made of it. Source: zclconf/go-cty convert. */
function misfit(type: string, argument: Expression): string | undefined {
  const text = constantString(argument);
  const isList = /^(list|set)\(/.test(type);
  switch (argument.kind) {
    case 'tuple':
      return type === 'string' || type === 'number' || type === 'bool' ? 'a list' : undefined;
    case 'object':
      return type === 'string' || type === 'number' || type === 'bool' || isList ? 'an object' : undefined;
    case 'number':
      return type === 'bool' || isList ? 'a number' : undefined;
    case 'boolean':
      return type === 'number' || isList ? 'true or false' : undefined;
    case 'template':
      if (isList) return 'a text';
      if (type === 'number' && text !== undefined && !/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text.trim()))
        return 'a text';
      return type === 'bool' && text !== undefined && !/^(true|false|1|0)$/.test(text) ? 'a text' : undefined;
    default:
      return undefined;
  }
}

/** Source: zclconf/go-cty function/stdlib/datetime.go, FormatDateFunc: a letter is said as often as here, or not at all. */
const verbs = /^(?:YYYY|YY|M{1,4}|D{1,2}|EEEE?|h{1,2}|H{1,2}|AA|aa|m{1,2}|s{1,2}|Z|Z{3,5})$/;

function unknownVerb(format: Expression): string | undefined {
  const text = constantString(format);
  if (text === undefined) return undefined;
  const plain = text.replace(/'(?:[^']|'')*'/g, ' ');
  for (const [run] of plain.matchAll(/([A-Za-z])\1*/g)) if (!verbs.test(run)) return run;
  return undefined;
}
