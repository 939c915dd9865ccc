import { field, isRecord, text } from './json';
import { compareVersions } from './readBoxes';

/** What a metadata.json offers (https://developer.hashicorp.com/vagrant/docs/boxes/format#box-metadata). */
export interface Catalog {
  /** What Vagrant calls the box, whatever the user would. */
  readonly name: string;
  /** The newest first. */
  readonly versions: readonly { readonly version: string; readonly providers: readonly string[] }[];
}

/** @returns undefined for a text that is no catalog of a box */
export function readCatalog(json: string): Catalog | undefined {
  let catalog: unknown;
  try {
    catalog = JSON.parse(json);
  } catch {
    return undefined;
  }
  const name = text(catalog, 'name');
  const versions = field(catalog, 'versions');
  if (!name || !Array.isArray(versions)) return undefined;
  return {
    name,
    versions: versions
      .filter(isRecord)
      .map((each) => {
        const providers = field(each, 'providers');
        const names = Array.isArray(providers) ? providers.map((provider) => text(provider, 'name')) : [];
        return { version: text(each, 'version'), providers: [...new Set(names.filter(Boolean))] };
      })
      .filter(({ version }) => version)
      .sort((a, b) => compareVersions(b.version, a.version)),
  };
}
