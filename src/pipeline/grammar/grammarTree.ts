import type { Attribute, Block, Body, Call, Label } from '../../syntax/hcl/tree';
import { constantString } from '../../syntax/hcl/values';
import { memoizeByObject } from '../../text/memoizeByObject';
import type { Location } from '../../text/location';
import type { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
import { hclSource } from '../template/hcl/readHclTemplate';
import type { HclSource } from '../template/hcl/scope';
import type { Template } from '../template/template';
import { isAtLeast, satisfies } from '../packer/packerVersion';
import { language } from './language';
import { binding, outside, visitExpression } from './references';
import type { Reference, Surroundings } from './references';

/** What of a template an expression belongs to. */
interface Site {
  /** `variable`: a default; `validation`; `local` and `data`: what others may depend on; `step`: of a build. */
  readonly in: 'variable' | 'validation' | 'local' | 'data' | 'source' | 'build' | 'step' | 'fixed' | 'other';
  /** `local.NAME` or `data.TYPE.NAME`, or the name of a variable. */
  readonly owner?: string;
}

export interface UsedName extends Reference {
  readonly source: SourceText;
  readonly site: Site;
}

export interface UsedFunction {
  readonly call: Call;
  readonly optional: boolean;
  readonly tried: boolean;
  readonly source: SourceText;
  readonly site: Site;
}

/** Something that a template gives a name. */
export interface Declared {
  readonly kind: 'variable' | 'local' | 'source' | 'data';
  /** Of a source and a data source `TYPE.NAME`. */
  readonly name: string;
  readonly source: SourceText;
  readonly span: Span;
  /** Of a local its value; of a variable its default. */
  readonly value?: Attribute['value'] | undefined;
  readonly block: Block;
}

/** An HCL2 template as it is written: what it declares, and what it uses. */
export interface GrammarTree {
  readonly files: readonly HclSource[];
  /** In the order of the files. */
  readonly declared: readonly Declared[];
  readonly names: readonly UsedName[];
  readonly calls: readonly UsedFunction[];
  /** Whether it asks for a Packer that is newer than what is known of its language. */
  readonly isNewer: boolean;
  /** Whether something of it could not be read, so that it may hold any name. */
  readonly isBroken: boolean;
}

/** It is asked by many rules of one template. */
export const grammarTree = memoizeByObject((template: Template): GrammarTree => {
  const files = template.files.map((source) => hclSource(source));
  const reader = new Reader();
  for (const file of files) reader.read(file);
  return {
    files,
    declared: files.flatMap(declaredIn),
    names: reader.names,
    calls: reader.calls,
    isNewer: files.some(({ blocks }) => blocks.some(asksForNewer)),
    isBroken: files.some(({ problems }) => problems.length > 0) || (template.unread?.size ?? 0) > 0,
  };
});

function asksForNewer({ type, body }: Block): boolean {
  const required = type === 'packer' && body.attributes.find(({ name }) => name === 'required_version');
  const text = required ? constantString(required.value) : undefined;
  return text !== undefined && !satisfies(language().packer, text) && !namesOlder(text);
}

/** `< 1.8`, `= 1.6.6`, `~> 1.7.0`: what is older than the language that is known. */
const namesOlder = (text: string): boolean =>
  text.split(',').some((part) => {
    const [version] = /\d[\d.]*/.exec(part) ?? [];
    return (
      /^\s*(?:<|=|~>|v?\d)/.test(part) && version !== undefined && !isAtLeast(version, language().packer)
    );
  });

export const locate = (source: SourceText, span: Span): Location => ({ path: source.path, span });

/** What the blocks of a file declare; labels that are missing are no names. */
export function declaredIn({ source, blocks }: HclSource): Declared[] {
  return blocks.flatMap((block): Declared[] => {
    const { type, labels, body } = block;
    const one = (kind: Declared['kind'], count: number, value?: string): Declared[] => {
      const named = labels.slice(0, count);
      const [first] = named;
      const last = named.at(-1);
      if (!first || !last || named.length < count) return [];
      return [
        {
          kind,
          name: named.map((label) => label.value).join('.'),
          source,
          span: { start: first.span.start, end: last.span.end },
          value: body.attributes.find(({ name }) => name === value)?.value,
          block,
        },
      ];
    };
    const all = (kind: Declared['kind']): Declared[] =>
      body.attributes.map(({ name, nameSpan, value }) => ({
        kind,
        name,
        source,
        span: nameSpan,
        value,
        block,
      }));
    switch (type) {
      case 'variable':
        return one('variable', 1, 'default');
      case 'local':
        return one('local', 1, 'expression');
      case 'source':
      case 'data':
        return one(type, 2);
      case 'variables':
        return all('variable');
      case 'locals':
        return all('local');
      default:
        return [];
    }
  });
}

/** What stands in a variable; in JSON its validation is written as an attribute. */
const ofVariable: Readonly<Record<string, Site['in'] | undefined>> = {
  default: 'variable',
  validation: 'validation',
};

const steps = new Set(['provisioner', 'post-processor', 'error-cleanup-provisioner']);

class Reader {
  readonly names: UsedName[] = [];
  readonly calls: UsedFunction[] = [];

  read({ source, blocks }: HclSource): void {
    for (const block of blocks) this.block(source, block);
  }

  private block(source: SourceText, { type, labels, body }: Block): void {
    const name = labelsOf(labels);
    switch (type) {
      case 'variable':
        for (const attribute of body.attributes)
          // A type is no expression.
          if (attribute.name !== 'type')
            this.expression(source, { in: ofVariable[attribute.name] ?? 'fixed', owner: name }, attribute);
        for (const inner of body.blocks)
          this.body(source, { in: 'validation', owner: name }, inner.body, outside);
        return;
      case 'variables':
        for (const one of body.attributes) this.expression(source, { in: 'variable', owner: one.name }, one);
        return;
      case 'locals':
        for (const one of body.attributes)
          this.expression(source, { in: 'local', owner: `local.${one.name}` }, one);
        return;
      case 'local':
        for (const one of body.attributes)
          this.expression(
            source,
            { in: one.name === 'expression' ? 'local' : 'fixed', owner: `local.${name}` },
            one,
          );
        return;
      case 'data':
        this.body(source, { in: 'data', owner: `data.${name}` }, body, outside);
        return;
      case 'packer':
        this.body(source, { in: 'fixed' }, body, outside);
        return;
      case 'source':
        // Only of a source that is built Packer reads what stands in it; whether it is, is not told here.
        this.body(source, { in: 'source', owner: name }, body, outside);
        return;
      default:
        this.body(source, { in: type === 'build' ? 'build' : 'other' }, body, outside);
    }
  }

  private body(source: SourceText, site: Site, { attributes, blocks }: Body, within: Surroundings): void {
    for (const attribute of attributes) this.expression(source, site, attribute, within);
    for (const block of blocks) {
      const isStep =
        site.in === 'build' &&
        steps.has(block.type === 'dynamic' ? (block.labels[0]?.value ?? '') : block.type);
      const inner: Site = isStep ? { in: 'step' } : site;
      if (block.type === 'dynamic') this.dynamic(source, inner, block, within);
      else this.body(source, inner, block.body, within);
    }
  }

  private dynamic(source: SourceText, site: Site, { labels, body }: Block, within: Surroundings): void {
    const iterator = body.attributes.find(({ name }) => name === 'iterator')?.value;
    const name = iterator?.kind === 'variable' ? iterator.name : labels[0]?.value;
    const inner = binding(within, [name]);
    for (const attribute of body.attributes)
      if (attribute.name !== 'iterator')
        this.expression(source, site, attribute, attribute.name === 'labels' ? inner : within);
    for (const block of body.blocks) this.body(source, site, block.body, inner);
  }

  private expression(source: SourceText, site: Site, { value }: Attribute, within = outside): void {
    visitExpression(value, within, {
      reference: (reference) => this.names.push({ ...reference, source, site }),
      call: (call, { optional, tried }) => this.calls.push({ call, optional, tried, source, site }),
    });
  }
}

const labelsOf = (labels: readonly Label[]): string => labels.map(({ value }) => value).join('.');
