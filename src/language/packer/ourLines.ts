import type { ComponentKind } from '../../pipeline/packer/pluginTable';
import type { Described } from '../../pipeline/schema/options';
import { schemaFile } from '../../pipeline/schema/schemaFiles';

type Lines = Readonly<Record<string, string>>;

/** schemas/packer/describe.json: what the options that matter most are for, in our own words. */
interface OurLines {
  /** Of options that many components have. */
  readonly any: Lines;
  readonly plugins: Readonly<Record<string, Lines>>;
  /** By kind and type: `builder docker`. */
  readonly components: Readonly<Record<string, Lines>>;
  readonly meta: Readonly<Record<string, Lines>>;
  readonly blocks: Lines;
}

const ours = (): OurLines => schemaFile<OurLines>('describe');

/** What an option is for; undefined where we have not said that. @param path from the top of the component */
export function lineOfOption({ facts, component }: Described, path: string): string | undefined {
  const { any, plugins, components } = ours();
  const own = [components[`${component.kind} ${component.type}`], plugins[facts.name]];
  for (const lines of own) if (lines && Object.hasOwn(lines, path)) return lines[path];
  const name = path.slice(path.lastIndexOf('.') + 1);
  return Object.hasOwn(any, name) ? any[name] : undefined;
}

/** What something of Packer's own language is for. @param path such as `build.sources` */
export const lineOfBlock = (path: string): string | undefined => {
  const { blocks } = ours();
  return Object.hasOwn(blocks, path) ? blocks[path] : undefined;
};

/** What Packer itself takes in a component of a kind. */
export const lineOfMeta = (kind: ComponentKind, name: string): string | undefined =>
  ours().meta[kind === 'postProcessor' ? 'post-processor' : kind]?.[name];

/** One of our lines as a sentence. */
export const asSentence = (line: string): string => `${line.charAt(0).toUpperCase()}${line.slice(1)}.`;
