import { parseJson } from '../../syntax/json/parseJson';
import { stringOffsets } from '../../syntax/json/stringOffsets';
import type { JsonFile, JsonNode, JsonObject, JsonProperty } from '../../syntax/json/tree';
import { language } from '../../pipeline/grammar/language';
import { actionsIn } from '../../pipeline/grammar/engine';
import type { EngineAction } from '../../pipeline/grammar/engine';
import type { Pipeline } from '../../pipeline/pipeline';
import type { Template } from '../../pipeline/template/template';
import { memoizeByObject } from '../../text/memoizeByObject';
import type { Location } from '../../text/location';
import type { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
import { quotedList } from '../../words/lists';
import { isAtLeast } from '../../pipeline/packer/packerVersion';
import type { Report, RuleOptions } from '../rule';
import { similarWord } from '../../text/similarWord';
import { AroundTemplate } from './aroundTemplate';
import { keysOf } from './mentions';
import { rename } from './rename';

/** A JSON template as it is written. */
interface JsonTemplate {
  readonly source: SourceText;
  readonly file: JsonFile;
  readonly root: JsonObject;
  /** Each string, with the key at the top of the template below which it stands. */
  readonly texts: readonly TextIn[];
}

interface TextIn {
  readonly part: string;
  readonly text: string;
  readonly span: Span;
}

const jsonTemplate = memoizeByObject((template: Template): JsonTemplate | undefined => {
  const [source] = template.files;
  const file = source && parseJson(source.text);
  const root = file?.root;
  if (!source || !file || root?.kind !== 'object' || file.problems.length) return undefined;
  const texts: TextIn[] = [];
  for (const { name, value } of root.properties)
    if (value && !isComment(name.value)) collect(value, name.value, texts);
  return { source, file, root, texts };
});

const isComment = (name: string): boolean => name.startsWith('_');

function collect(node: JsonNode, part: string, texts: TextIn[]): void {
  if (node.kind === 'string') texts.push({ part, text: node.value, span: node.span });
  else if (node.kind === 'array') for (const item of node.items) collect(item, part, texts);
  else if (node.kind === 'object')
    for (const { name, value } of node.properties) {
      texts.push({ part, text: name.value, span: name.span });
      if (value) collect(value, part, texts);
    }
}

const listOf = ({ root }: JsonTemplate, name: string): readonly JsonNode[] => {
  const value = root.properties.findLast((one) => one.name.value === name)?.value;
  return value?.kind === 'array' ? value.items : [];
};

const at = ({ source }: JsonTemplate, span: Span): Location => ({ path: source.path, span });

const member = (node: JsonNode, name: string): JsonProperty | undefined =>
  node.kind === 'object' ? node.properties.findLast((one) => one.name.value === name) : undefined;

/** Builders of one name, and settings that stand twice. */
export function* duplicatesInJson({ template }: Pipeline): Generator<Report> {
  const read = jsonTemplate(template);
  if (!read) return;
  const names = new Map<string, Location>();
  for (const builder of listOf(read, 'builders')) {
    const named = member(builder, 'name') ?? member(builder, 'type');
    if (named?.value?.kind !== 'string' || named.value.value === '') continue;
    const { value, span } = named.value;
    const first = names.get(value);
    if (first)
      yield {
        message: `Two builders are named '${value}', so Packer rejects the template. Give one of them another 'name'.`,
        location: at(read, span),
        related: [{ message: 'It is named so here, too.', location: first }],
      };
    else names.set(value, at(read, span));
  }
}

/** Keys at the top of a JSON template that Packer does not know. */
export function* unknownKeys({ template }: Pipeline): Generator<Report> {
  const read = template.dialect === 'json' ? jsonTemplate(template) : undefined;
  if (!read) return;
  const known = Object.keys(language().json.top);
  for (const { name } of read.root.properties) {
    // Packer takes them in any letters.
    if (isComment(name.value) || known.includes(name.value.toLowerCase())) continue;
    const meant = similarWord(name.value, known);
    const inside = { start: name.span.start + 1, end: name.span.end - 1 };
    yield {
      message: `A template takes no '${name.value}' at its top, so Packer rejects it.${
        meant === undefined
          ? ` Keys that start with an underscore are comments. Packer knows ${quotedList(known)}.`
          : ` Did you mean '${meant}'?`
      }`,
      location: at(read, name.span),
      fixes: rename(template, read.source, inside, meant),
    };
  }
}

/** A template without builders, and builders or steps without a type. */
export function* nothingToBuildInJson({ template }: Pipeline): Generator<Report> {
  const read = template.dialect === 'json' ? jsonTemplate(template) : undefined;
  if (!read) return;
  const builders = read.root.properties.findLast(({ name }) => name.value === 'builders');
  if (builders?.value?.kind === 'array' && builders.value.items.length === 0)
    yield {
      message: 'The template has no builder, so there is nothing to build: Packer rejects it.',
      location: at(read, builders.name.span),
    };
  for (const [list, what] of [
    ['builders', 'builder'],
    ['provisioners', 'provisioner'],
  ] as const)
    for (const item of listOf(read, list)) {
      const type = member(item, 'type');
      if (item.kind !== 'object' || (type && !(type.value?.kind === 'string' && type.value.value === '')))
        continue;
      yield {
        message: `This ${what} has no 'type', so Packer rejects the template.`,
        location: at(read, type?.span ?? { start: item.span.start, end: item.span.start + 1 }),
      };
    }
}

const lists = ['builders', 'provisioners'];

/** Lists of a JSON template that are none, and a version of Packer that this one is not. */
export function* invalidKeys({ template }: Pipeline, { packer }: RuleOptions): Generator<Report> {
  const read = template.dialect === 'json' ? jsonTemplate(template) : undefined;
  if (!read) return;
  for (const { name, value } of read.root.properties) {
    if (
      lists.includes(name.value) &&
      value &&
      value.kind !== 'array' &&
      value.kind !== 'object' &&
      value.kind !== 'null'
    )
      yield {
        message: `'${name.value}' is a list of objects: Packer rejects the template.`,
        location: at(read, value.span),
      };
    if (name.value !== 'min_packer_version' || value?.kind !== 'string' || value.value === '') continue;
    if (!/^v?\d/.test(value.value)) {
      yield {
        message: `'${value.value}' is not a version: Packer rejects the template. Write it as in "1.7.0".`,
        location: at(read, value.span),
      };
      continue;
    }
    const version = packer()?.version;
    if (version !== undefined && !isAtLeast(version, value.value))
      yield {
        message: `The template requires Packer ${value.value} or newer, and this one is ${version}: it rejects the template.`,
        location: at(read, value.span),
      };
  }
}

/** Names of user variables that no `variables` of the template has, and no file of values gives. */
export function* undeclaredUserVariables({ template, files }: Pipeline): Generator<Report> {
  const read = template.dialect === 'json' ? jsonTemplate(template) : undefined;
  if (!read) return;
  const declared = variablesOf(read).map(({ name }) => name.value);
  const known = new Set([...declared, ...template.variableFiles.flatMap(({ text }) => [...keysOf(text)])]);
  let around: AroundTemplate | undefined;
  for (const { name, part, span, location } of userVariables(read)) {
    if (known.has(name)) continue;
    around ??= new AroundTemplate(template, files);
    // What only a build is given stands in a file of values or in a script that starts it, as a rule.
    if (around.gives(name)) continue;
    const meant = similarWord(name, declared);
    // Of the values of other variables Packer puts none together with what nobody has set (packer/core.go, renderVarsRecursively).
    const isRequired = part === 'variables';
    // What templates beside use as well, a build may be given; but not where the other name stands there for nothing.
    const isStray = meant !== undefined && !usedWords(read).has(meant);
    const mayBeGiven = around.isUsedBeside(name) || (meant === undefined && around.givesAny(declared));
    const isWeak = !isRequired && !isStray && mayBeGiven;
    yield {
      severity: isWeak ? 'info' : 'warning',
      message: `No variable '${name}' is declared, and nothing was found that sets it: ${isRequired ? 'Packer rejects the template' : 'its value is empty'} unless a build is given one.${
        meant === undefined ? " Declare it in 'variables', or correct the name." : ` Did you mean '${meant}'?`
      }`,
      location,
      fixes: span ? rename(template, read.source, span, meant) : [],
    };
  }
}

const variablesOf = ({ root }: JsonTemplate): readonly JsonProperty[] => {
  const value = root.properties.findLast(({ name }) => name.value === 'variables')?.value;
  return value?.kind === 'object' ? value.properties : [];
};

interface UserVariable {
  readonly name: string;
  /** The key at the top of the template below which it is used. */
  readonly part: string;
  readonly location: Location;
  /** Of the name alone, where it stands in the file as it is. */
  readonly span: Span | undefined;
}

function* userVariables(read: JsonTemplate): Generator<UserVariable> {
  for (const { part, text, span } of read.texts) {
    if (!text.includes('{{')) continue;
    let offsets: number[] | undefined;
    for (const action of actionsIn(text))
      for (const call of action.calls) {
        if (call.name !== 'user' || call.argument === undefined) continue;
        offsets ??= stringOffsets(read.source.slice(span), span.start);
        const place = (offset: number) => offsets?.[offset] ?? span.end;
        const inside = {
          start: place(call.argumentStart),
          end: place(call.argumentStart + call.argument.length),
        };
        const isThere = read.source.slice(inside) === call.argument;
        yield {
          name: call.argument,
          part,
          location: at(read, isThere ? inside : span),
          span: isThere ? inside : undefined,
        };
      }
  }
}

/** All words in the actions of its texts: a name that nobody writes is not used. */
const usedWords = memoizeByObject(
  ({ texts }: JsonTemplate): ReadonlySet<string> =>
    new Set(
      texts.flatMap(({ text }) =>
        text.includes('{{') ? actionsIn(text).flatMap((action) => action.words) : [],
      ),
    ),
);

/** Variables of a JSON template that none of its texts takes. */
export function* unusedInJson(
  { template, files }: Pipeline,
  message: (name: string) => string,
): Generator<Report> {
  const read = jsonTemplate(template);
  if (!read || listOf(read, 'builders').length === 0) return;
  const used = usedWords(read);
  let around: AroundTemplate | undefined;
  for (const { name } of variablesOf(read)) {
    if (isComment(name.value) || used.has(name.value)) continue;
    around ??= new AroundTemplate(template, files);
    if (around.usesInValues(name.value)) continue;
    yield { message: message(name.value), location: at(read, name.span) };
  }
}

/** Functions of the engine that mean nothing where they stand, that it does not have, and texts that it can't read. */
export function* engineCallsInJson(template: Template): Generator<Report & { action: EngineAction }> {
  const read = jsonTemplate(template);
  if (!read) return;
  const { functions } = language().engine;
  for (const { part, text, span } of read.texts) {
    if (!text.includes('{{')) continue;
    for (const action of actionsIn(text))
      for (const call of action.calls) {
        const only = functions[call.name]?.only;
        if (!only) continue;
        const isVariables =
          only.includes('variables') && part !== 'variables' && part !== 'sensitive-variables';
        const isSteps = only.includes('provisioners') && (part === 'builders' || part === 'variables');
        if (isVariables)
          yield {
            action,
            message: `{{${call.name} …}} is filled in under 'variables' alone, so Packer rejects the template. Declare a variable with this value, and use {{user \`NAME\`}} here.`,
            location: at(read, span),
          };
        else if (isSteps)
          yield {
            action,
            message: `{{build …}} reads values of a running machine, which only provisioners and post-processors have: here nothing is filled in.`,
            location: at(read, span),
          };
      }
  }
}
