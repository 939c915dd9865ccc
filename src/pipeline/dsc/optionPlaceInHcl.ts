import { parseHcl } from '../../syntax/hcl/parseHcl';
import type { Block, Body, HclFile } from '../../syntax/hcl/tree';
import type { Span } from '../../text/span';
import type { OptionPlace } from './optionPlace';

const nameAt = /^[ \t]*([A-Za-z_]\w*)?$/;
const valueAt = /^[ \t]*([A-Za-z_]\w*)[ \t]*=[ \t]*("[^"]*|\w*)$/;

/** See `optionPlace`. */
export function optionPlaceInHcl(text: string, offset: number): OptionPlace | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(lineStart, offset);
  const name = nameAt.exec(line);
  const value = valueAt.exec(line);
  const typed = name ? (name[1] ?? '') : value?.[2];
  if (typed === undefined) return undefined;
  const [tail = ''] = /^\w*/.exec(text.slice(offset)) ?? [];
  const [rest = ''] = /^[^\n]*/.exec(text.slice(offset + tail.length)) ?? [];
  // A line that is not finished could take what follows it for its own.
  const alone = /^["\s]*(?:#.*|\/\/.*)?$/.test(rest);
  const end = offset + tail.length + rest.length;
  const file = parseHcl(
    alone ? text.slice(0, lineStart) + ' '.repeat(end - lineStart) + text.slice(end) : text,
  );
  const step = innermost(file.body, offset);
  if (
    step?.type !== 'provisioner' ||
    step.labels[0]?.value !== 'dsc' ||
    isInText(file, step.body, offset, lineStart)
  )
    return undefined;
  const { items, attributes } = step.body;
  const present = items
    .filter(({ span }) => !inside(span, offset))
    .map((item) => (item.kind === 'attribute' ? item.name : item.type));
  const manifest = attributes.find((attribute) => attribute.name === 'manifest_file')?.value;
  const [part, ...others] = manifest?.kind === 'template' ? manifest.parts : [];
  const quote = typed.startsWith('"') && /^"/.test(text.slice(offset + tail.length)) ? 1 : 0;
  return {
    kind: name ? 'name' : 'value',
    word: { start: offset - typed.length, end: offset + tail.length + quote },
    present: value?.[1] === undefined ? present : [...present, value[1]],
    ...(part?.kind === 'text' && !others.length && { manifest: part.value }),
  };
}

const inside = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;

/** The block between whose braces an offset is. */
function innermost(body: Body, offset: number): Block | undefined {
  const block = body.blocks.find(
    ({ openBrace, closeBrace, span }) =>
      openBrace && openBrace.end <= offset && offset <= (closeBrace?.start ?? span.end),
  );
  return block && (innermost(block.body, offset) ?? block);
}

/** Whether an offset is in a comment, or a value of several lines. */
const isInText = ({ comments }: HclFile, body: Body, offset: number, lineStart: number): boolean =>
  comments.some(({ span }) => span.start < offset && offset <= span.end) ||
  body.attributes.some(({ span }) => span.start < lineStart && offset < span.end);
