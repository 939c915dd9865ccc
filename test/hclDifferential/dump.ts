import type { Span } from '../../src/text/span';
import type { Body, Expression, HclFile, Step, Template, TemplatePart } from '../../src/syntax/hcl/tree';

/** The tree in the form in which main.go prints HashiCorp's: as far as two trees of different make can be alike. */
export const dumpFile = (file: HclFile): unknown => dumpBody(file.body);

const at = ({ start, end }: Span): number[] => [start, end];

const dumpBody = (body: Body): unknown[] =>
  body.items.map((item) =>
    item.kind === 'attribute'
      ? ['attribute', item.name, at(item.span), at(item.nameSpan), dump(item.value)]
      : [
          'block',
          item.type,
          at(item.typeSpan),
          item.labels.map((label) => [label.value, at(label.span)]),
          item.openBrace ? at(item.openBrace) : null,
          item.closeBrace ? at(item.closeBrace) : null,
          dumpBody(item.body),
        ],
  );

function dump(e: Expression): unknown[] {
  const span = at(e.span);
  switch (e.kind) {
    case 'number':
      return ['literal', finite(e.value), span];
    case 'boolean':
      return ['literal', e.value, span];
    case 'null':
      return ['literal', null, span];
    case 'template':
      return ['template', span, dumpParts(e.parts, e.form === 'flushHeredoc')];
    case 'variable':
      return ['variable', e.name, span];
    case 'access':
      return ['access', dump(e.target), ...e.steps.map(dumpStep)];
    case 'call':
      return [
        'call',
        e.name,
        at(e.nameSpan),
        [e.span.end - 1, e.span.end],
        e.expandLast,
        e.arguments.map(dump),
      ];
    case 'conditional':
      return ['conditional', span, dump(e.condition), dump(e.then), dump(e.else)];
    case 'binary':
      return ['binary', e.operator, span, dump(e.left), dump(e.right)];
    case 'unary':
      return ['unary', e.operator, span, dump(e.operand)];
    case 'parentheses':
      return ['parentheses', span, dump(e.inner)];
    case 'tuple':
      return ['tuple', span, e.items.map(dump)];
    case 'object':
      return ['object', span, e.items.map((item) => [dump(item.key), dump(item.value)])];
    case 'for':
      return [
        'for',
        span,
        e.keyName ?? '',
        e.valueName,
        e.grouped,
        dump(e.collection),
        e.key ? dump(e.key) : null,
        dump(e.value),
        e.condition ? dump(e.condition) : null,
      ];
    case 'invalid':
      return ['invalid', span];
  }
}

const finite = (value: number): number | string => (Number.isFinite(value) ? value : 'infinite');

function dumpStep(step: Step): unknown[] {
  const span = at(step.span);
  switch (step.kind) {
    case 'attribute':
      return ['attribute', step.name, span];
    case 'splat':
      return ['splat', span];
    case 'index':
      return ['index', fixedKey(step.key), span];
  }
}

/** HashiCorp's tree has fixed keys by value. */
function fixedKey(key: Expression): unknown {
  switch (key.kind) {
    case 'number':
      return finite(key.value);
    case 'boolean':
      return key.value;
    case 'null':
      return null;
    case 'template':
      return isFixed(key) ? key.parts.map((part) => part.kind === 'text' && part.value).join('') : dump(key);
    default:
      return dump(key);
  }
}

const isFixed = (template: Template): boolean => template.parts.every((part) => part.kind === 'text');

function dumpParts(parts: readonly TemplatePart[], flush: boolean): unknown[] {
  if (parts.length === 0) return [['text', '']];
  return parts.map((part) => {
    switch (part.kind) {
      case 'text':
        return flush || part.value === '' ? ['text', part.value] : ['text', part.value, at(part.span)];
      case 'interpolation':
        return dump(part.value);
      case 'ifDirective':
        return [
          'if',
          at(part.span),
          dump(part.condition),
          dumpParts(part.then, flush),
          dumpParts(part.else, flush),
        ];
      case 'forDirective':
        return [
          'for',
          at(part.span),
          part.keyName ?? '',
          part.valueName,
          dump(part.collection),
          dumpParts(part.parts, flush),
        ];
    }
  });
}
