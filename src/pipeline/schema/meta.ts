import type { ComponentKind } from '../packer/pluginTable';
import type { Dialect } from '../template/template';
import type { OptionFacts } from './facts';
import type { Option, Options } from './options';
import { schemaFile } from './schemaFiles';

/** What Packer itself takes in a component, whatever plugin it is of. */
export interface LanguageMeta {
  readonly options: Options;
  /** A name that Packer takes without a word: it hands such settings to plugins itself. */
  readonly isInternal: (name: string) => boolean;
  /** A name that is Packer's own business, and whose value is not checked here. */
  readonly isFree: (name: string) => boolean;
}

interface Language {
  readonly meta: {
    readonly provisioner: { readonly attributes: Readonly<Record<string, OptionFacts>> };
    readonly 'post-processor': { readonly attributes: Readonly<Record<string, OptionFacts>> };
  };
}

const known = new Map<string, LanguageMeta>();

/** @returns the same object for the same question */
export function metaOf(kind: ComponentKind, dialect: Dialect): LanguageMeta {
  const key = `${kind} ${dialect}`;
  const one = known.get(key) ?? make(kind, dialect);
  known.set(key, one);
  return one;
}

function make(kind: ComponentKind, dialect: Dialect): LanguageMeta {
  const { meta } = schemaFile<Language>('language');
  const attributes =
    kind === 'provisioner'
      ? meta.provisioner.attributes
      : kind === 'postProcessor'
        ? meta['post-processor'].attributes
        : {};
  // The name of a build stands in the source block of a build, which is one with the source here.
  const free = new Set([...(kind === 'builder' ? ['name'] : []), ...(dialect === 'json' ? ['type'] : [])]);
  return {
    options: new Map(
      Object.entries(attributes).map(([name, option]): [string, Option] => [
        name,
        { ...option, name, path: name },
      ]),
    ),
    // packer-plugin-sdk template/config/decode.go: unused keys with this prefix are no error.
    isInternal: (name) => name.startsWith('packer_'),
    isFree: (name) => free.has(name),
  };
}
