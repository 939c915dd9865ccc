import { parseJson } from '../syntax/json/parseJson';
import { lastAtMost } from '../text/sorted';
import { SourceText } from '../text/sourceText';
import type { Span } from '../text/span';
import { commentSyntaxOf } from './commentSyntax';
import { isVagrantfile } from './kindByName';

/** What switches rules off in some lines of a file. */
export interface Suppression {
  /** The rules' ids as written. */
  readonly rules: readonly { readonly id: string; readonly span: Span }[];
  /** The lines that it is about, from 0, the last one included. */
  readonly first: number;
  readonly last: number;
  /** What is written behind `--`, or behind `:` in XML, whose comments cannot have `--`. */
  readonly reason: string | undefined;
  /** The comment; undefined where it goes on in the next line, or is none. */
  readonly span: Span | undefined;
}

export interface Suppressions {
  readonly all: readonly Suppression[];
  /** Comments that are meant to switch rules off or on, and do not. */
  readonly misunderstood: readonly { readonly message: string; readonly span: Span }[];
}

/*
 * `# boxwright-disable-next-line ID -- reason` where # begins a comment: HCL, PowerShell, shell, Ruby, YAML; `//` in
 * HCL and JSON with comments; REM and :: in cmd; <!-- --> in XML; `<# #>` and block comments, also in a line of its own in
 * one of several lines.
 */
const comment =
  /(?:(<#|#|\/\/|\/\*|<!--|::|\brem\b)[ \t]*|^[ \t]*(?:\*[ \t]*)?)boxwright-([a-z-]+)(?![\w.])([^\r\n]*)/gim;

/** What ends comments that do not end with their line. */
const closers: Readonly<Record<string, string>> = { '<#': '#>', '/*': '*/', '<!--': '-->' };

const directives = ['disable', 'disable-line', 'disable-next-line', 'enable'] as const;

const none: Suppressions = { all: [], misunderstood: [] };

/** Whether something in a text can switch rules off. Nearly all have nothing of the kind, and are not looked at twice. */
export const mayHaveSuppressions = (text: string): boolean =>
  /boxwright-/i.test(text) || text.includes(`"${rootKey}"`);

/** Finds what switches rules off in a text: comments, and in a JSON template the key `_boxwright`. */
export function readSuppressions(path: string, text: string): Suppressions {
  const inComments = /boxwright-/i.test(text) ? readComments(new SourceText(path, text)) : none;
  const inKey = path.endsWith('.json') && text.includes(`"${rootKey}"`) ? readRootKey(text) : none;
  return {
    all: [...inComments.all, ...inKey.all],
    misunderstood: [...inComments.misunderstood, ...inKey.misunderstood],
  };
}

interface Comment extends Pick<Suppression, 'rules' | 'reason' | 'span'> {
  readonly directive: (typeof directives)[number];
  readonly line: number;
}

function readComments(source: SourceText): Suppressions {
  const misunderstood: { message: string; span: Span }[] = [];
  const known = knownComments(source);
  const comments = [...source.text.matchAll(comment)].flatMap((match): Comment[] => {
    const [all, opener, name = '', rest = ''] = match;
    const end = match.index + all.length;
    const start = end - rest.length - name.length - 'boxwright-'.length;
    const around = known.around(opener === undefined ? start : match.index);
    if (opener === undefined ? !around : known.areAll && !around) return [];
    const closer = opener === undefined ? known.closerOf(around) : closers[opener];
    const { words, reason } = readWords(rest, end - rest.length, closer);
    const written = name.toLowerCase();
    const directive = directives.find((one) => one === written);
    const refuse = (message: string): [] => {
      misunderstood.push({ message, span: { start, end: end - rest.length } });
      return [];
    };
    if (!directive) return refuse(`There is no comment 'boxwright-${written}'. Use ${forms}.`);
    if (!words.length && directive !== 'enable')
      return refuse(
        `This comment names no rule, so it has no effect. Write boxwright-${directive} and a rule.`,
      );
    if (opener !== undefined) {
      const { line } = source.positionAt(match.index);
      return [{ directive, rules: words, reason, line, span: spanOf(match.index, all, closer) }];
    }
    // The lines of a comment that goes on are no lines of the program; what is below is below all of it.
    const isBelow = directive === 'disable-next-line' && around !== undefined;
    const { line } = source.positionAt(isBelow ? around.end : start);
    return [{ directive, rules: words, reason, line, span: undefined }];
  });
  return { all: rangesOf(comments, misunderstood), misunderstood };
}

/** The comments of a text, as far as they can be told from what only looks like one. */
interface KnownComments {
  /** Whether nothing else is a comment. */
  readonly areAll: boolean;
  readonly around: (offset: number) => Span | undefined;
  /** What ends the one that is around something. */
  readonly closerOf: (around: Span | undefined) => string | undefined;
}

function knownComments({ path, text }: SourceText): KnownComments {
  const syntax = commentSyntaxOf(path, text);
  const spans = syntax?.comments?.(text) ?? (isVagrantfile(path) ? rubyBlocks(text) : []);
  const starts = spans.map(({ start }) => start);
  return {
    areAll: syntax?.isWhole === true,
    around: (offset) => {
      const span = spans[lastAtMost(starts, offset)];
      return span && offset < span.end ? span : undefined;
    },
    closerOf: (around) =>
      around && Object.entries(closers).find(([opener]) => text.startsWith(opener, around.start))?.[1],
  };
}

/** What stands between lines that begin with `=begin` and `=end`. */
function rubyBlocks(text: string): Span[] {
  const blocks: Span[] = [];
  let start: number | undefined;
  for (const { 0: line, index } of text.matchAll(/^=(?:begin|end)\b[^\r\n]*/gm)) {
    const isStart = line.startsWith('=begin');
    if (isStart) start ??= index;
    else if (start !== undefined) {
      blocks.push({ start, end: index + line.length });
      start = undefined;
    }
  }
  return start === undefined ? blocks : [...blocks, { start, end: text.length }];
}

const forms = 'boxwright-disable-next-line, boxwright-disable-line, boxwright-disable or boxwright-enable';

/** The rules that a comment names, and its reason. @param start of the text, behind the directive */
function readWords(
  text: string,
  start: number,
  closer: string | undefined,
): { words: Suppression['rules']; reason: string | undefined } {
  const end = closer === undefined ? -1 : text.indexOf(closer);
  const content = end < 0 ? text : text.slice(0, end);
  const dashes = /(?:^|[ \t])--|:(?=[ \t])/.exec(content);
  const words = [...content.slice(0, dashes?.index).matchAll(/[^\s,]+/g)].map(({ 0: id, index }) => ({
    id,
    span: { start: start + index, end: start + index + id.length },
  }));
  const reason = dashes ? content.slice(dashes.index + dashes[0].length).trim() : '';
  return { words, reason: reason || undefined };
}

/** A comment is about the line below it, its own, or all; `enable` makes it end there. */
function rangesOf(
  comments: readonly Comment[],
  misunderstood: { message: string; span: Span }[],
): Suppression[] {
  const about = linesBelow(comments);
  const ends = endsOf(comments);
  const ending = new Set<Comment | undefined>();
  /** The last line up to which a rule is off already. */
  const offUntil = new Map<string, number>();
  const found = comments.flatMap((one): Suppression[] => {
    const { directive, line, rules, reason, span } = one;
    const lines = (first: number, last = first, of = rules) => ({ rules: of, first, last, reason, span });
    if (directive === 'disable-line') return [lines(line)];
    if (directive === 'disable-next-line') return [lines(about.get(line) ?? line + 1)];
    return rules
      .filter(({ id }) => directive === 'disable' && (offUntil.get(id) ?? -1) < line)
      .map((rule) => {
        const end = ends.get(rule);
        ending.add(end);
        offUntil.set(rule.id, end?.line ?? Infinity);
        const of = [rule];
        return end ? lines(line, end.line, of) : lines(0, Infinity, of);
      });
  });
  for (const one of comments)
    if (one.directive === 'enable' && !ending.has(one) && one.span)
      misunderstood.push({
        message: 'This comment has no effect: nothing above it disables the rule.',
        span: one.span,
      });
  return found;
}

/** Of several comments in a row about the next line all are about the first other line. By their own lines. */
function linesBelow(comments: readonly Comment[]): Map<number, number> {
  const about = new Map<number, number>();
  for (const { directive, line } of comments.toReversed())
    if (directive === 'disable-next-line') about.set(line, about.get(line + 1) ?? line + 1);
  return about;
}

/** Where the rules of comments are switched on again: by the first comment below that names them, or none. */
function endsOf(comments: readonly Comment[]): Map<Comment['rules'][number], Comment> {
  const ends = new Map<Comment['rules'][number], Comment>();
  const byRule = new Map<string, Comment>();
  let ofAll: Comment | undefined;
  for (const one of comments.toReversed()) {
    for (const rule of one.rules) {
      const end = [byRule.get(rule.id), ofAll].reduce((a, b) =>
        a && b ? (a.line < b.line ? a : b) : (a ?? b),
      );
      if (one.directive === 'enable') byRule.set(rule.id, one);
      else if (end) ends.set(rule, end);
    }
    if (one.directive === 'enable' && !one.rules.length) ofAll = one;
  }
  return ends;
}

/** @param line the comment with the rest of its line */
function spanOf(start: number, line: string, closer: string | undefined): Span | undefined {
  if (closer === undefined) return { start, end: start + line.trimEnd().length };
  const at = line.indexOf(closer);
  return at < 0 ? undefined : { start, end: start + at + closer.length };
}

/** Packer ignores keys of a JSON template that begin with an underscore, so this is where plain JSON has its comments. */
const rootKey = '_boxwright';

/** `"_boxwright": {"disable": ["rule"], "reason": "…"}`, for the whole file. */
function readRootKey(text: string): Suppressions {
  const { root } = parseJson(text);
  const property =
    root?.kind === 'object' ? root.properties.find(({ name }) => name.value === rootKey) : undefined;
  if (!property) return none;
  const parts = new Map(
    property.value?.kind === 'object'
      ? property.value.properties.map(({ name, value }) => [name.value, value])
      : [],
  );
  const disable = parts.get('disable');
  const items = disable?.kind === 'array' ? disable.items : disable ? [disable] : [];
  const rules = items.flatMap((item) =>
    item.kind === 'string' ? [{ id: item.value, span: item.span }] : [],
  );
  const reason = parts.get('reason');
  const others = [...parts.keys()].some((name) => name !== 'disable' && name !== 'reason');
  const message = `${rootKey} must be an object like {"disable": ["file-missing"], "reason": "…"}.`;
  const isWhole = rules.length > 0 && rules.length === items.length && !others;
  return {
    all: rules.length
      ? [
          {
            rules,
            first: 0,
            last: Infinity,
            reason: (reason?.kind === 'string' && reason.value.trim()) || undefined,
            span: undefined,
          },
        ]
      : [],
    misunderstood: isWhole ? [] : [{ message, span: property.name.span }],
  };
}
