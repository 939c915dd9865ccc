import { declaredIn } from '../../../pipeline/grammar/grammarTree';
import { hclSource } from '../../../pipeline/template/hcl/readHclTemplate';
import { readSource, templateSources } from '../../../pipeline/template/templateFiles';
import { findVariableFiles } from '../../../pipeline/template/findVariableFiles';
import type { Template } from '../../../pipeline/template/template';
import { isIdentifier } from '../../../rules/grammar/builds';
import { isSamePath } from '../../../text/pathKey';
import type { SourceText } from '../../../text/sourceText';
import type { Span } from '../../../text/span';
import type { TextEdit } from '../../../text/textEdit';
import { fill } from '../../messages';
import type { Messages } from '../../messages';
import { namesIn } from '../names';
import type { NamePlace } from '../names';
import type { PackerFile, PackerPlace } from '../packerPlace';
import { namesAround } from './namesAround';
import type { FoundName } from './namesAround';
import { distinct } from './navigate';

/** Why something cannot be renamed. */
export interface Refusal {
  readonly refusal: string;
}

export interface RenameTarget {
  /** The name as it stands there. */
  readonly span: Span;
  readonly name: string;
}

/** Whether the name at a place can get another one. */
export function prepareRename(asked: PackerPlace, messages: Messages): RenameTarget | Refusal {
  const found = namesAround(asked);
  const [first] = found;
  if (!first) return { refusal: messages.renameNothing };
  for (const one of found) {
    const refusal = refusalOf(one, asked, messages);
    if (refusal !== undefined) return { refusal };
  }
  const { span } = first.name;
  return { span, name: asked.source.slice(span) };
}

/** Gives the name at a place another one, wherever the template and the files that set its variables have it. */
export function rename(asked: PackerPlace, to: string, messages: Messages): readonly TextEdit[] | Refusal {
  const target = prepareRename(asked, messages);
  if ('refusal' in target) return target;
  const found = namesAround(asked);
  for (const { name, template } of found) {
    const isName = name.kind === 'build' ? /^[\w.-]+$/.test(to) : isIdentifier(to);
    if (!isName) return { refusal: fill(messages.renameInvalid, to) };
    const full = name.name.slice(0, name.name.lastIndexOf('.') + 1) + to;
    const wanted = name.kind === 'build' ? to : full;
    if (wanted !== name.name && isDeclared(template, name, wanted))
      return { refusal: fill(messages.renameTaken, to) };
  }
  const places = distinct(
    found.flatMap((one) => one.places),
    ({ source, span }) => `${source.path}:${span.start}`,
  );
  return places.map(({ source: { path }, span }) => ({ path, span, newText: to }));
}

const isDeclared = (template: Template, { kind }: NamePlace, name: string): boolean =>
  namesIn(template).some((one) => one.role === 'declaration' && one.kind === kind && one.name === name);

const shortName = ({ name, kind }: NamePlace): string =>
  kind === 'build' ? name : name.replace(/^.*\./, '');

function refusalOf(
  { name, template, places }: FoundName,
  asked: PackerFile,
  messages: Messages,
): string | undefined {
  const short = shortName(name);
  const { files } = asked;
  if (!isDeclared(template, name, name.name)) return fill(messages.renameUndeclared, short);
  const [broken] = template.problems;
  if (broken) return fill(messages.renameBroken, fileName(broken.location.path));
  const json = jsonFiles(template, asked).find(({ text }) => mentions(text, short));
  if (json) return fill(messages.renameInJson, short, fileName(json.path));
  const looking = template.files.find(({ text }) => lookups[name.kind]?.test(text));
  if (looking) return fill(messages.renameLookedUp, fileName(looking.path), short);
  const fixed = places.find(({ source }) => !files.isRewritable(source.path));
  if (fixed) return fill(messages.renameReadOnly, fileName(fixed.source.path));
  const set = places.find(({ role }) => role === 'value');
  const other = set && otherTemplateWith(template, name, asked);
  return set && other !== undefined
    ? fill(messages.renameShared, fileName(set.source.path), short, fileName(other))
    : undefined;
}

/** `var["name"]`, `(var).name`: which name is meant is in no place that is looked at. */
const lookups: Readonly<Partial<Record<NamePlace['kind'], RegExp>>> = {
  variable: /\bvar\s*(?:\[|\))/,
  local: /\blocal\s*(?:\[|\))/,
  data: /\bdata(?:\.[\w-]+)?\s*(?:\[|\))/,
};

const fileName = (path: string): string => path.replace(/^.*[\\/]/, '');

const mentions = (text: string, name: string): boolean =>
  new RegExp(`(?<![\\w-])${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\w-])`).test(text);

/** Files of the template in JSON syntax, whose names are not looked for. */
function jsonFiles(template: Template, { files }: PackerFile): SourceText[] {
  const declared = namesIn(template).flatMap(({ kind, role, name }) =>
    kind === 'variable' && role === 'declaration' ? [name] : [],
  );
  const { automatic, others } = findVariableFiles(template, files, declared);
  const isJson = (path: string) => /\.json$/i.test(path);
  const values = [...automatic, ...others].filter(isJson).flatMap((path) => readSource(path, files));
  return [...template.files, ...template.variableFiles, ...values].filter(({ path }) => isJson(path));
}

/** Of files that are templates by themselves: another one that has a variable of this name, and may be set by the same file. */
function otherTemplateWith(
  template: Template,
  { name }: NamePlace,
  { files }: PackerFile,
): string | undefined {
  if (isSamePath(template.path, template.folder)) return undefined;
  return templateSources(template.folder, files)
    .filter(({ path }) => !isSamePath(path, template.path))
    .find((source) =>
      declaredIn(hclSource(source)).some((one) => one.kind === 'variable' && one.name === name),
    )?.path;
}
