import type { Template } from '../../pipeline/template/template';
import type { MapValue } from '../../pipeline/value';
import type { Location } from '../../text/location';
import type { SourceText } from '../../text/sourceText';
import type { TextEdit } from '../../text/textEdit';
import { indentation, indentUnit, lineEnding, newLine, startsItsLine } from './style';

/** What a setting can be given. */
type SettingValue = string | number | boolean | readonly (string | number)[];

/** Writes into a template, in its dialect and in the style of its file. */
export interface TemplateWriter {
  /** Adds a setting to a builder or provisioner; undefined where there is no place for it. */
  addSetting(source: SourceText, settings: MapValue, name: string, value: SettingValue): TextEdit | undefined;
  /** A step as text, to stand beside another one. */
  step(
    source: SourceText,
    beside: Location,
    type: string,
    settings: Readonly<Record<string, string>>,
  ): string;
  /** What stands between two steps. */
  separator(source: SourceText, step: Location): string;
}

/** Adds a step behind another one. */
export function insertStep(
  writer: TemplateWriter,
  source: SourceText,
  after: Location,
  type: string,
  settings: Readonly<Record<string, string>>,
): TextEdit {
  const at = { start: after.span.end, end: after.span.end };
  const newText = writer.separator(source, after) + writer.step(source, after, type, settings);
  return { path: after.path, span: at, newText };
}

/** Adds a step in front of another one. */
export function insertStepBefore(
  writer: TemplateWriter,
  source: SourceText,
  before: Location,
  type: string,
  settings: Readonly<Record<string, string>>,
): TextEdit {
  const at = { start: before.span.start, end: before.span.start };
  const newText = writer.step(source, before, type, settings) + writer.separator(source, before);
  return { path: before.path, span: at, newText };
}

const json: TemplateWriter = {
  addSetting(source, { entries }, name, value) {
    const type = entries.findLast((entry) => entry.name === 'type');
    if (!type) return undefined;
    const { path, span } = type.location;
    const newText = `${json.separator(source, type.location)}${JSON.stringify(name)}: ${written(value)}`;
    return { path, span: { start: span.end, end: span.end }, newText };
  },
  step(source, beside, type, settings) {
    const step = { type, ...settings };
    if (!startsItsLine(source, beside.span.start)) return JSON.stringify(step);
    return JSON.stringify(step, null, indentUnit(source)).split('\n').join(newLine(source, beside));
  },
  // A comma in front keeps the text valid whether or not something follows.
  separator: (source, beside) =>
    startsItsLine(source, beside.span.start) ? `,${newLine(source, beside)}` : ', ',
};

const hcl2: TemplateWriter = {
  addSetting(source, { entries, location }, name, value) {
    const line = `${name} = ${writtenInHcl(value)}`;
    // Settings can be those of several blocks: one of them has to stand in this file, whatever comes first.
    const first = entries.find((entry) => entry.location.path === source.path)?.location;
    if (first && startsItsLine(source, first.span.start)) {
      const { start } = first.span;
      return {
        path: source.path,
        span: { start, end: start },
        newText: `${line}${newLine(source, first)}`,
      };
    }
    return addToShortBlock(source, location, line);
  },
  step(source, beside, type, settings) {
    const indent = indentation(source, beside.span.start);
    const lines = Object.entries(settings).map(
      ([name, value]) => `${indent}${indentUnit(source)}${name} = ${JSON.stringify(value)}`,
    );
    return [`provisioner "${type}" {`, ...lines, `${indent}}`].join(lineEnding(source));
  },
  separator: (source, step) => lineEnding(source) + newLine(source, step),
};

/** Writes a block like `provisioner "windows-restart" {}`, on one line, over several lines with one line more. */
function addToShortBlock(source: SourceText, { path, span }: Location, line: string): TextEdit | undefined {
  const block = path === source.path ? /^([^{}\n]*\{)([^{}\n]*|\s*)\}$/.exec(source.slice(span)) : null;
  if (!block || !startsItsLine(source, span.start)) return undefined;
  const [, opening = '', content = ''] = block;
  const indent = indentation(source, span.start);
  const lines = [line, content.trim()].filter(Boolean).map((text) => `${indent}${indentUnit(source)}${text}`);
  return { path, span, newText: [opening, ...lines, `${indent}}`].join(lineEnding(source)) };
}

const written = (value: SettingValue): string =>
  typeof value === 'object' ? `[${value.map(written).join(', ')}]` : JSON.stringify(value);

/** `${` and `%{` begin something else in HCL's strings. */
const writtenInHcl = (value: SettingValue): string => written(value).replace(/[$%](?=\{)/g, '$&$&');

export const writerOf = ({ dialect }: Template): TemplateWriter => (dialect === 'json' ? json : hcl2);
