import type { Template } from '../../pipeline/template/template';
import type { MapValue } from '../../pipeline/value';
import type { Location } from '../../text/location';
import type { SourceText } from '../../text/sourceText';
import type { TextEdit } from '../../text/textEdit';
import { indentation, indentUnit, lineEnding, newLine, startsItsLine } from './style';

/** Writes into a template, in its dialect and in the style of its file. */
export interface TemplateWriter {
  /** Adds a setting to a builder; undefined where there is no place for it. */
  addSetting(source: SourceText, settings: MapValue, name: string, value: number): TextEdit | undefined;
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

const json: TemplateWriter = {
  addSetting(source, { entries }, name, value) {
    const type = entries.findLast((entry) => entry.name === 'type');
    if (!type) return undefined;
    const { path, span } = type.location;
    const newText = `${json.separator(source, type.location)}${JSON.stringify(name)}: ${value}`;
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
  addSetting(source, { entries }, name, value) {
    const [first] = entries;
    if (!first) return undefined;
    const { path, span } = first.location;
    return {
      path,
      span: { start: span.start, end: span.start },
      newText: `${name} = ${value}${newLine(source, first.location)}`,
    };
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

/** Whether a file is in a syntax that is written here: HCL's JSON is only read. */
export const canWriteTo = ({ path }: SourceText): boolean => !/\.pkr\.json$/i.test(path);

export const writerOf = ({ dialect }: Template): TemplateWriter => (dialect === 'json' ? json : hcl2);
