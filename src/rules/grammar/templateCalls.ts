import type { Body, Expression, TemplatePart } from '../../syntax/hcl/tree';
import { actionsIn } from '../../pipeline/grammar/engine';
import { grammarTree, locate } from '../../pipeline/grammar/grammarTree';
import { language } from '../../pipeline/grammar/language';
import type { Pipeline } from '../../pipeline/pipeline';
import type { SourceText } from '../../text/sourceText';
import type { Report } from '../rule';
import { engineCallsInJson } from './json';

/** Calls of the engine of JSON templates that mean nothing where they stand. */
export function* callsWithoutMeaning({ template }: Pipeline): Generator<Report> {
  if (template.dialect === 'json') {
    for (const { message, location } of engineCallsInJson(template)) yield { message, location };
    return;
  }
  for (const { source, blocks } of grammarTree(template).files)
    for (const { type, body } of blocks) {
      const isBuild = type === 'build';
      yield* inBody(body, source, isBuild);
    }
}

function* inBody(body: Body, source: SourceText, isBuild: boolean): Generator<Report> {
  for (const { value } of body.attributes) yield* inExpression(value, source, isBuild);
  for (const block of body.blocks) yield* inBody(block.body, source, isBuild && block.type !== 'source');
}

function* inExpression(value: Expression, source: SourceText, isBuild: boolean): Generator<Report> {
  switch (value.kind) {
    case 'template':
      for (const part of value.parts) yield* inPart(part, source, isBuild);
      return;
    case 'tuple':
      for (const item of value.items) yield* inExpression(item, source, isBuild);
      return;
    case 'object':
      for (const item of value.items) yield* inExpression(item.value, source, isBuild);
      return;
    case 'parentheses':
      yield* inExpression(value.inner, source, isBuild);
      return;
    case 'conditional':
      yield* inExpression(value.then, source, isBuild);
      yield* inExpression(value.else, source, isBuild);
      return;
    case 'call':
      for (const argument of value.arguments) yield* inExpression(argument, source, isBuild);
      return;
    default:
      return;
  }
}

function* inPart(part: TemplatePart, source: SourceText, isBuild: boolean): Generator<Report> {
  if (part.kind !== 'text' || !part.value.includes('{{')) return;
  const { functions } = language().engine;
  for (const { calls } of actionsIn(part.value))
    for (const { name, argument } of calls) {
      const only = Object.hasOwn(functions, name) ? functions[name]?.only : undefined;
      const message = messageOf(name, argument, only ?? [], isBuild);
      if (message !== undefined) yield { message, location: locate(source, part.span) };
    }
}

/** Source: hashicorp/packer-plugin-sdk template/interpolate/funcs.go. */
function messageOf(
  name: string,
  argument: string | undefined,
  only: readonly string[],
  isBuild: boolean,
): string | undefined {
  const variable = argument ?? 'NAME';
  if (name === 'user')
    return `{{user …}} is for JSON templates: in HCL2 nothing is filled in. Write \${var.${variable}}.`;
  if (name === 'build' && !isBuild)
    return `{{build …}} reads values of a running machine, which only provisioners and post-processors have: here nothing is filled in.`;
  if (!only.includes('variables')) return undefined;
  return name === 'env'
    ? `{{env …}} is for the variables of JSON templates: in HCL2 it fails. Declare a variable with the default env("${variable}").`
    : `{{${name} …}} is for the variables of JSON templates: in HCL2 it fails. Call the function ${name}() of HCL2.`;
}
