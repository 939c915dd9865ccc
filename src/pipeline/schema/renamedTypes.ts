import type { ComponentKind } from '../packer/pluginTable';
import { schemaFile } from './schemaFiles';

interface Language {
  readonly fixes: readonly { readonly on: string; readonly types?: Readonly<Record<string, string>> }[];
}

/** Types that have another name today, as `packer fix` writes them. */
export const renamedTypes = (kind: ComponentKind): Readonly<Record<string, string | undefined>> =>
  kind === 'builder'
    ? Object.fromEntries(
        schemaFile<Language>('language').fixes.flatMap(({ types = {} }) => Object.entries(types)),
      )
    : {};
