import { declaredIn, grammarTree } from '../../pipeline/grammar/grammarTree';
import { variableSource } from '../../pipeline/template/hcl/readHclTemplate';
import type { HclSource } from '../../pipeline/template/hcl/scope';
import type { Template } from '../../pipeline/template/template';
import type { Body, Expression, Label } from '../../syntax/hcl/tree';
import { constantString } from '../../syntax/hcl/values';
import { memoizeByObject } from '../../text/memoizeByObject';
import { isSamePath } from '../../text/pathKey';
import type { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';

/** What a name stands for. */
export type NameKind = 'variable' | 'local' | 'source' | 'data' | 'build';

/** A place in a template, or in a file that sets its variables, that names something of it. */
export interface NamePlace {
  readonly kind: NameKind;
  /** Of sources and data sources `TYPE.NAME`. */
  readonly name: string;
  /** `value`: a file sets the variable. */
  readonly role: 'declaration' | 'use' | 'value';
  readonly source: SourceText;
  /** The name alone, without its type. */
  readonly span: Span;
  /** All that names it, such as `var.disk_size`. */
  readonly whole: Span;
  /** Of a declaration: all of it. */
  readonly item?: Span;
  /** Part of a text: a name that is made at run time may be meant, too. */
  readonly isText?: true;
}

/** All names in the files of an HCL2 template, in the order of its files. */
export const namesIn = memoizeByObject((template: Template): readonly NamePlace[] => {
  const { files, names } = grammarTree(template);
  const declared = files.flatMap(declarations);
  return [
    ...declared,
    ...names.flatMap(({ root, names: path, spans, span, source }): NamePlace[] => {
      const kind = roots[root];
      if (!kind || isJson(source)) return [];
      const depth = kind === 'data' ? 2 : 1;
      const at = spans[depth];
      if (!at) return [];
      const name = path.slice(0, depth).join('.');
      return [{ kind, name, role: 'use', source, span: at, whole: { start: span.start, end: at.end } }];
    }),
    ...files.flatMap((file) => sourceTexts(file, declared)),
    ...template.variableFiles.flatMap((source) => valuesIn(variableSource(source))),
  ];
});

const roots: Readonly<Record<string, NameKind | undefined>> = {
  var: 'variable',
  local: 'local',
  data: 'data',
};

/** In JSON syntax names stand in texts of another kind: nothing is said of their places. */
const isJson = ({ path }: SourceText): boolean => /\.json$/i.test(path);

function declarations(file: HclSource): NamePlace[] {
  const { source, blocks } = file;
  if (isJson(source)) return [];
  const all = declaredIn(file).map(({ kind, name, block, span }): NamePlace => {
    const labels = block.type === kind ? block.labels : [];
    const label = labels[kind === 'source' || kind === 'data' ? 1 : 0];
    const own = block.body.attributes.find(({ nameSpan }) => nameSpan.start === span.start);
    const named = label ? labelSpan(label, source) : span;
    return {
      kind,
      name,
      role: 'declaration',
      source,
      span: named,
      whole: named,
      item: own?.span ?? block.span,
    };
  });
  const builds = blocks
    .filter(({ type }) => type === 'build')
    .flatMap(({ body, span: item }): NamePlace[] => {
      const value = body.attributes.find(({ name }) => name === 'name')?.value;
      const text = value && plainText(value, source);
      return text
        ? [
            {
              kind: 'build',
              name: text.text,
              role: 'declaration',
              source,
              span: text.span,
              whole: text.span,
              item,
            },
          ]
        : [];
    });
  return [...all, ...builds];
}

/** A label without its quotes. */
export function labelSpan({ span, quoted }: Label, { text }: Pick<SourceText, 'text'>): Span {
  if (!quoted) return span;
  const isClosed = span.end - span.start > 1 && text[span.end - 1] === '"';
  return { start: span.start + 1, end: span.end - (isClosed ? 1 : 0) };
}

/** A text that stands as it is, with the place between its quotes. */
function plainText(value: Expression, source: SourceText): { text: string; span: Span } | undefined {
  const text = constantString(value);
  if (text === undefined || value.kind !== 'template') return undefined;
  return source.slice(value.contentSpan) === text ? { text, span: value.contentSpan } : undefined;
}

/** A key without quotes. */
const plainWord = (key: Expression, source: SourceText): { text: string; span: Span } | undefined =>
  key.kind === 'variable' ? { text: source.slice(key.span), span: key.span } : undefined;

/** Texts that name a source: those of `sources`, `only`, `except` and `override`, and all in the form source.TYPE.NAME. */
function sourceTexts({ source, blocks }: HclSource, declared: readonly NamePlace[]): NamePlace[] {
  const found: NamePlace[] = [];
  if (isJson(source)) return found;
  const use = (text: string, span: Span) => {
    const [, type, name] = /^(?:source\.)?([^.]+)\.([^.]+)$/.exec(text) ?? [];
    if (type === undefined || name === undefined) return;
    found.push({
      kind: 'source',
      name: `${type}.${name}`,
      role: 'use',
      source,
      span: { start: span.end - name.length, end: span.end },
      whole: span,
      isText: true,
    });
  };
  const read = (value: Expression, isName: boolean): void => {
    const text = plainText(value, source);
    if (text && (isName || text.text.startsWith('source.'))) use(text.text, text.span);
    if (value.kind === 'tuple') for (const item of value.items) read(item, isName);
    if (value.kind === 'object')
      for (const { key, value: inner } of value.items) {
        if (isName) overridden(key);
        read(inner, false);
      }
    if (value.kind === 'parentheses') read(value.inner, isName);
    if (value.kind === 'call') for (const argument of value.arguments) read(argument, isName);
    if (value.kind === 'conditional') for (const branch of [value.then, value.else]) read(branch, isName);
  };
  /** A key of `override`: the name of a source, of whatever type. */
  const overridden = (key: Expression): void => {
    const text = plainText(key, source) ?? plainWord(key, source);
    for (const { kind, name } of text ? declared : [])
      if (text && kind === 'source' && name.slice(name.lastIndexOf('.') + 1) === text.text)
        found.push({ kind, name, role: 'use', source, span: text.span, whole: text.span, isText: true });
  };
  const walk = ({ attributes, blocks: inner }: Body, isBuild: boolean): void => {
    for (const { name, value } of attributes) read(value, isBuild && namesSources.has(name));
    for (const block of inner) {
      const [label] = block.labels;
      if (isBuild && block.type === 'source' && label) use(label.value, labelSpan(label, source));
      walk(block.body, isBuild);
    }
  };
  for (const { type, body } of blocks) walk(body, type === 'build');
  return found;
}

const namesSources = new Set(['sources', 'only', 'except', 'override']);

/** What a file of values sets. */
export const valuesIn = ({ source, attributes }: HclSource): NamePlace[] =>
  isJson(source)
    ? []
    : attributes.map(({ name, nameSpan, span }) => ({
        kind: 'variable',
        name,
        role: 'value',
        source,
        span: nameSpan,
        whole: nameSpan,
        item: span,
      }));

/** The name at an offset of a file; of two that stand there the narrower one. */
export function nameAt(names: readonly NamePlace[], path: string, offset: number): NamePlace | undefined {
  const at = names.filter(
    ({ source, whole }) => whole.start <= offset && offset <= whole.end && isSamePath(source.path, path),
  );
  return at.sort((a, b) => a.whole.end - a.whole.start - (b.whole.end - b.whole.start))[0];
}

export const isSameName = (one: Pick<NamePlace, 'kind' | 'name'>, other: Pick<NamePlace, 'kind' | 'name'>) =>
  one.kind === other.kind && one.name === other.name;
