import assert from 'node:assert/strict';
import { readTemplate } from '../../../../src/pipeline/template/readTemplate';
import type { TemplateOptions } from '../../../../src/pipeline/template/readTemplate';
import type { Build, Template } from '../../../../src/pipeline/template/template';
import { setting } from '../../../../src/pipeline/value';
import type { MapValue, Value } from '../../../../src/pipeline/value';
import { memoryFiles } from '../../../support/memoryFiles';

/** Files of /t by their names; the first is the template, or part of it. */
export type Names = Readonly<Record<string, string>>;

export const filesOf = (names: Names) =>
  memoryFiles(Object.fromEntries(Object.entries(names).map(([name, text]) => [`/t/${name}`, text])));

export function read(names: Names, options?: TemplateOptions): Template {
  const template = readTemplate(`/t/${Object.keys(names)[0]}`, filesOf(names), options);
  assert.ok(template);
  return template;
}

/** The only build, or that of a name. */
export function buildOf(template: Template, name?: string): Build {
  const build = template.builds.find((one) => name === undefined || one.name === name);
  assert.ok(build);
  return build;
}

/** A JSON template with one builder. */
export const builder = (source: Record<string, unknown>, more: Names = {}): Build =>
  buildOf(read({ 'template.json': JSON.stringify({ builders: [source] }), ...more }));

/** A value as data; `?` for what is not known, and behind what is only known in part. */
export function plain(value: Value | undefined): unknown {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case 'unknown':
      return '?';
    case 'null':
      return null;
    case 'string':
      return value.partial ? `${value.text} ?` : value.text;
    case 'number':
    case 'boolean':
      return value.value;
    case 'list':
      return value.items.map(plain);
    case 'map':
      return Object.fromEntries(value.entries.map((entry) => [entry.name, plain(entry.value)]));
  }
}

export const plainSetting = (map: MapValue, name: string): unknown => plain(setting(map, name));
