import type { Span } from '../../text/span';
import { verbatimSource } from '../script/embeddedSource';
import type { ScriptLanguage } from '../script/tree';
import type { SyntaxProblem } from '../syntaxProblem';
import type { UserData, UserDataPart, Written } from './userData';

/** In UTF-16 units; clouds take 16 to 64 KB of user data. */
const maximumLength = 100_000;

const nothing: UserData = {
  form: 'unknown',
  parts: [],
  persist: false,
  persistSpan: undefined,
  powershellArguments: undefined,
  powerState: undefined,
  rebootIfRequired: undefined,
  problems: [],
};

/**
 * Reads user data, with or without mistakes, in linear time. Never throws. A first line that names a language counts,
 * as for cloudbase-init and cloud-init; without one, the tags of EC2's agents do. The parts of a cloud-config are
 * read by parseCloudConfig().
 */
export function parseUserData(text: string): UserData {
  if (text.length > maximumLength) {
    const message = `This is longer than ${maximumLength} characters and is not read.`;
    return { ...nothing, problems: [{ message, span: { start: 0, end: text.length } }] };
  }
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const line = /[^\r\n]{0,1000}/y;
  line.lastIndex = start;
  const firstLine = line.exec(text)?.[0] ?? '';
  if (/^#cloud-config\s*$/.test(firstLine)) return { ...nothing, form: 'cloudConfig' };
  if (firstLine.startsWith('#!') || languageOf(firstLine)) {
    const language = languageOf(firstLine);
    const whole = verbatimSource(text, start, text.length);
    return {
      ...nothing,
      form: 'script',
      parts: language ? [{ ...whole, language, everyStart: false }] : [],
    };
  }
  return readTags(text);
}

/** The language that a first line tells; undefined for none and for those that aren't read. */
function languageOf(firstLine: string): ScriptLanguage | undefined {
  if (/^#ps1(?:_sysnative|_x86)?(?:\s|$)/i.test(firstLine)) return 'powershell';
  if (/^rem cmd(?:\s|$)/i.test(firstLine)) return 'batch';
  const [, program] = /^#!\s*(?:\S*\/env\s+(?:-\S+\s+)*)?(?:\S*\/)?([\w.-]+)/.exec(firstLine) ?? [];
  if (program === undefined) return undefined;
  if (/^(?:ba|da|z|k|a)?sh$/.test(program)) return 'shell';
  return /^(?:pwsh|powershell)(?:\.exe)?$/i.test(program) ? 'powershell' : undefined;
}

/** Batch before PowerShell: EC2's agents run them so, whatever the order of the tags. */
const scriptTags: readonly (readonly [tag: TagName, language: ScriptLanguage])[] = [
  ['script', 'batch'],
  ['powershell', 'powershell'],
];

const tagNames = [
  'script',
  'powershell',
  'persist',
  'powershellArguments',
  'runAsLocalSystem',
  'detach',
] as const;
type TagName = (typeof tagNames)[number];
const tagByLowerCase = new Map(tagNames.map((name) => [name.toLowerCase(), name]));

/** Nobody reads more, and a hostile text could ask for a hundred thousand. */
const mostProblems = 100;

interface Tag {
  readonly name: TagName;
  readonly written: string;
  readonly isClosing: boolean;
  readonly span: Span;
}

interface Element {
  readonly name: TagName;
  readonly content: Span;
  readonly span: Span;
}

function readTags(text: string): UserData {
  const tags = findTags(text);
  const problems: SyntaxProblem[] = [];
  const elements = pairTags(tags, text, problems);
  problems.length = Math.min(problems.length, mostProblems);
  const only = (name: TagName): Element | undefined => elements.find((element) => element.name === name);

  const persistElement = only('persist');
  const persist = isTrue(persistElement, text, problems);
  isTrue(only('runAsLocalSystem'), text, problems);
  isTrue(only('detach'), text, problems);
  const argumentsElement = only('powershellArguments');
  return {
    ...nothing,
    form: tags.length ? 'tags' : 'unknown',
    parts: scriptTags.flatMap(([name, language]) =>
      elements
        .filter((element) => element.name === name)
        .map(({ content }): UserDataPart => ({
          ...verbatimSource(text, content.start, content.end),
          language,
          everyStart: persist,
        })),
    ),
    persist,
    persistSpan: persistElement?.span,
    powershellArguments: argumentsElement && written(text, argumentsElement.content),
    problems: problems.sort((a, b) => a.span.start - b.span.start),
  };
}

function findTags(text: string): Tag[] {
  const tags: Tag[] = [];
  for (const match of text.matchAll(/<(\/?)([a-z]{6,19})>/gi)) {
    const written = match[2] ?? '';
    const name = tagByLowerCase.get(written.toLowerCase());
    if (!name) continue;
    const span = { start: match.index, end: match.index + match[0].length };
    tags.push({ name, written, isClosing: match[1] === '/', span });
  }
  return tags;
}

/** What stands between a tag and the next closing one of its name is its content, other tags included. */
function pairTags(tags: readonly Tag[], text: string, problems: SyntaxProblem[]): Element[] {
  const lastClosing = new Map<TagName, number>();
  for (const [index, tag] of tags.entries()) if (tag.isClosing) lastClosing.set(tag.name, index);

  const elements: Element[] = [];
  const seen = new Set<TagName>();
  for (let index = 0; index < tags.length; index++) {
    const opening = tags[index];
    if (!opening) break;
    const { name, span } = opening;
    if (opening.isClosing) {
      problems.push({ message: `There is no <${name}> before this.`, span });
      continue;
    }
    if (opening.written !== name)
      problems.push({ message: `The tag is only known in these capitals: <${name}>.`, span });
    if (seen.has(name))
      problems.push({ message: `<${name}> may stand here only once; of several, none may run.`, span });
    seen.add(name);

    let closing: Tag | undefined;
    if ((lastClosing.get(name) ?? -1) > index)
      for (index++; (closing = tags[index]); index++) if (closing.isClosing && closing.name === name) break;
    if (!closing) problems.push({ message: `</${name}> is missing: nothing of this is run.`, span });
    const end = closing?.span.start ?? unclosedEnd(tags[index + 1], name, span.end, text);
    elements.push({
      name,
      content: { start: span.end, end },
      span: { start: span.start, end: closing?.span.end ?? end },
    });
  }
  return elements;
}

/** A tag that isn't closed yet keeps what stands before the next one; of a setting, its line. */
function unclosedEnd(next: Tag | undefined, name: TagName, start: number, text: string): number {
  const limit = next?.span.start ?? text.length;
  if (name === 'script' || name === 'powershell') return limit;
  const length = text.slice(start, limit).search(/[\r\n]/);
  return length < 0 ? limit : start + length;
}

function isTrue(element: Element | undefined, text: string, problems: SyntaxProblem[]): boolean {
  if (!element) return false;
  const value = written(text, element.content);
  if (/^true$/i.test(value.text)) return true;
  if (!/^false$/i.test(value.text))
    problems.push({ message: `<${element.name}> is either true or false.`, span: element.span });
  return false;
}

function written(text: string, { start, end }: Span): Written {
  const raw = text.slice(start, end);
  const from = start + (raw.length - raw.trimStart().length);
  const trimmed = raw.trim();
  return { text: trimmed, span: { start: from, end: from + trimmed.length } };
}
