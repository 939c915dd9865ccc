import type { Expression } from '../../syntax/hcl/tree';
import type { Span } from '../../text/span';
import type { Value } from '../value';
import { language } from './language';

/** A type as `type = …` of a variable writes it. */
export type Type =
  | { readonly kind: 'string' | 'number' | 'bool' | 'any' }
  | { readonly kind: 'list' | 'set' | 'map'; readonly of: Type }
  | { readonly kind: 'object'; readonly attributes: ReadonlyMap<string, Attribute> }
  | { readonly kind: 'tuple'; readonly items: readonly Type[] };

interface Attribute {
  readonly type: Type;
  readonly optional: boolean;
}

/** Why an expression is not a type. */
export interface TypeProblem {
  readonly span: Span;
  /** A sentence without its consequence. */
  readonly message: string;
}

/** Source: hashicorp/hcl ext/typeexpr/get_type.go. @returns a problem where it is no type */
export function readType(expression: Expression): Type | TypeProblem {
  const { span } = expression;
  if (expression.kind === 'variable') {
    const { name } = expression;
    if (name === 'string' || name === 'number' || name === 'bool' || name === 'any') return { kind: name };
    if (['list', 'set', 'map'].includes(name))
      return { span, message: `The type '${name}' needs the type of its elements, such as ${name}(string).` };
    if (name === 'object')
      return { span, message: "The type 'object' needs its attributes: object({ NAME = TYPE })." };
    if (name === 'tuple') return { span, message: "The type 'tuple' needs its elements: tuple([TYPE])." };
    return { span, message: `'${name}' is not a type. Types are ${all()}.` };
  }
  if (expression.kind === 'call') {
    const { name, arguments: given } = expression;
    const [only, extra] = given;
    if (!['list', 'set', 'map', 'object', 'tuple'].includes(name))
      return {
        span: expression.nameSpan,
        message:
          name === 'optional'
            ? "'optional' is for the attributes of an object alone."
            : ['string', 'number', 'bool', 'any'].includes(name)
              ? `The type '${name}' takes nothing in parentheses.`
              : `'${name}' is not a type. Types are ${all()}.`,
      };
    if (!only || extra)
      return { span, message: `The type '${name}' takes one argument, not ${given.length}.` };
    if (name === 'object') return readObject(only);
    if (name === 'tuple') {
      if (only.kind !== 'tuple')
        return { span: only.span, message: "The type 'tuple' takes a list of types: tuple([TYPE])." };
      const items = only.items.map(readType);
      const problem = items.find(isProblem);
      return problem ?? { kind: 'tuple', items: items.filter((item): item is Type => !isProblem(item)) };
    }
    const of = readType(only);
    if (isProblem(of)) return of;
    return { kind: name === 'list' ? 'list' : name === 'set' ? 'set' : 'map', of };
  }
  return {
    span,
    message:
      expression.kind === 'template'
        ? 'A type is written without quotes.'
        : `This is not a type. Types are ${all()}.`,
  };
}

function readObject(given: Expression): Type | TypeProblem {
  if (given.kind !== 'object')
    return {
      span: given.span,
      message: "The type 'object' takes its attributes in braces: object({ NAME = TYPE }).",
    };
  const attributes = new Map<string, Attribute>();
  for (const { key, value } of given.items) {
    const name = key.kind === 'variable' ? key.name : undefined;
    const optional = value.kind === 'call' && value.name === 'optional';
    const inner = optional ? value.arguments[0] : value;
    const type = inner ? readType(inner) : undefined;
    if (type && isProblem(type)) return type;
    // A name in quotes, or in parentheses: HCL takes the first; the second nobody writes.
    if (name === undefined && key.kind !== 'template') continue;
    const text =
      name ??
      (key.kind === 'template' && key.parts.length === 1 && key.parts[0]?.kind === 'text'
        ? key.parts[0].value
        : undefined);
    if (text !== undefined && type) attributes.set(text, { type, optional });
  }
  return { kind: 'object', attributes };
}

export const isProblem = (type: Type | TypeProblem): type is TypeProblem => 'message' in type;

const all = (): string =>
  [...language().types.primitive, 'list(…)', 'set(…)', 'map(…)', 'object({…})', 'tuple([…])'].join(', ');

/** In words, with its article. */
export function described(type: Type): string {
  switch (type.kind) {
    case 'string':
      return 'a text';
    case 'number':
      return 'a number';
    case 'bool':
      return 'true or false';
    case 'list':
    case 'set':
    case 'tuple':
      return 'a list';
    case 'map':
    case 'object':
      return 'a map';
    case 'any':
      return 'a value';
  }
}

/** What of a value can't be made what a type wants. */
export interface Misfit {
  readonly value: Value;
  readonly type: Type;
  /** Of an object, the attribute that is missing. */
  readonly missing?: string;
}

/**
 * The first part of a value that does not become what its type wants; undefined where all does, or where it is not known.
 * Source: zclconf/go-cty cty/convert: conversion_primitive.go, conversion_collection.go, conversion_object.go.
 */
export function misfitOf(value: Value, type: Type): Misfit | undefined {
  if (value.kind === 'unknown' || value.kind === 'null' || type.kind === 'any') return undefined;
  const wrong: Misfit = { value, type };
  switch (type.kind) {
    case 'string':
      return value.kind === 'list' || value.kind === 'map' ? wrong : undefined;
    case 'number':
      if (value.kind === 'number') return undefined;
      if (value.kind === 'string') return value.partial || isNumber(value.text) ? undefined : wrong;
      return wrong;
    case 'bool':
      if (value.kind === 'boolean') return undefined;
      if (value.kind === 'string')
        return value.partial || /^(true|false|1|0)$/.test(value.text) ? undefined : wrong;
      return wrong;
    case 'list':
    case 'set':
      if (value.kind !== 'list') return wrong;
      return firstOf(value.items.map((item) => [item, type.of] as const));
    case 'tuple':
      if (value.kind !== 'list' || value.items.length !== type.items.length) return wrong;
      return firstOf(
        value.items.flatMap((item, index) => {
          const wanted = type.items[index];
          return wanted ? [[item, wanted] as const] : [];
        }),
      );
    case 'map':
      if (value.kind !== 'map') return wrong;
      return firstOf(value.entries.map((entry) => [entry.value, type.of] as const));
    case 'object': {
      if (value.kind !== 'map') return wrong;
      if (value.incomplete) return undefined;
      const names = new Set(value.entries.map(({ name }) => name));
      for (const [name, { optional }] of type.attributes)
        if (!optional && !names.has(name)) return { ...wrong, missing: name };
      return firstOf(
        value.entries.flatMap((entry) => {
          const wanted = type.attributes.get(entry.name);
          return wanted ? [[entry.value, wanted.type] as const] : [];
        }),
      );
    }
  }
}

function firstOf(pairs: readonly (readonly [Value, Type])[]): Misfit | undefined {
  for (const [value, type] of pairs) {
    const misfit = misfitOf(value, type);
    if (misfit) return misfit;
  }
  return undefined;
}

const isNumber = (text: string): boolean => /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text);
