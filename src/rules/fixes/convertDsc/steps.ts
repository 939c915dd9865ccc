import type { Dialect } from '../../../pipeline/template/template';
import type { Location } from '../../../text/location';
import type { SourceText } from '../../../text/sourceText';
import { indentation, indentUnit, lineEnding, newLine, startsItsLine } from '../style';
import type { Content } from './content';

/** What a new step gives a setting. */
export type NewValue =
  | { readonly kind: 'text'; readonly content: Content }
  | { readonly kind: 'lines'; readonly lines: readonly Content[] }
  /** As another step has it, in the dialect of the template. */
  | { readonly kind: 'written'; readonly text: string };

export interface NewStep {
  readonly type: string;
  readonly settings: readonly (readonly [name: string, value: NewValue])[];
  /** Lines above it, with the mark of a comment. HCL2 only. */
  readonly comments: readonly string[];
}

/** The builds in which a step runs, in place of what it says itself. */
export interface Selection {
  readonly setting: 'only' | 'except';
  readonly builds: readonly string[];
}

/** Some steps as text, in place of one that stands at a location. */
export const written = (
  dialect: Dialect,
  source: SourceText,
  at: Location,
  steps: readonly NewStep[],
): string => (dialect === 'json' ? inJson : inHcl)(source, at, steps);

function inJson(source: SourceText, at: Location, steps: readonly NewStep[]): string {
  const objects = steps.map(({ type, settings }) => ({
    type,
    ...Object.fromEntries(settings.map(([name, value]) => [name, jsonValue(value)])),
  }));
  if (!startsItsLine(source, at.span.start))
    return objects.map((object) => JSON.stringify(object)).join(', ');
  const newline = newLine(source, at);
  return objects
    .map((object) => JSON.stringify(object, null, indentUnit(source)).split('\n').join(newline))
    .join(`,${newline}`);
}

function jsonValue(value: NewValue): unknown {
  switch (value.kind) {
    case 'text':
      return value.content.written;
    case 'lines':
      return value.lines.map((line) => line.written);
    case 'written':
      return JSON.parse(value.text);
  }
}

function inHcl(source: SourceText, at: Location, steps: readonly NewStep[]): string {
  const indent = indentation(source, at.span.start);
  const unit = indentUnit(source);
  const inner = indent + unit;
  const blocks = steps.map(({ type, settings, comments }) => {
    // `packer fmt` aligns what stands on lines of its own, one after the other.
    const short = settings.filter(([, value]) => value.kind !== 'lines');
    const width = Math.max(...short.map(([name]) => name.length));
    const lines = settings.flatMap(([name, value]) =>
      value.kind === 'lines'
        ? [
            `${inner}${name} = [`,
            ...value.lines.map((line) => `${inner}${unit}"${line.written}",`),
            `${inner}]`,
          ]
        : [`${inner}${name.padEnd(width)} = ${hclValue(value)}`],
    );
    return [
      ...[...comments, `provisioner "${type}" {`].map((line, index) => (index ? indent + line : line)),
      ...lines,
      `${indent}}`,
    ].join(lineEnding(source));
  });
  return blocks.join(lineEnding(source) + lineEnding(source) + indent);
}

const hclValue = (value: Exclude<NewValue, { kind: 'lines' }>): string =>
  value.kind === 'text' ? `"${value.content.written}"` : value.text;
