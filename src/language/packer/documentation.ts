import type { Described } from '../../pipeline/schema/options';
import type { FactsKind } from '../../pipeline/schema/facts';

const packer = 'https://developer.hashicorp.com/packer';
const hcl = `${packer}/docs/templates/hcl_templates`;

/** Pages of Packer's own components, by kind. */
const folders: Readonly<Record<FactsKind, string>> = {
  builder: 'builders',
  provisioner: 'provisioners',
  'post-processor': 'post-processors',
  data: 'datasources',
};

/** Pages of plugins call the kinds like this. */
const kinds: Readonly<Record<FactsKind, string>> = {
  builder: 'builder',
  provisioner: 'provisioner',
  'post-processor': 'post-processor',
  data: 'data-source',
};

/** Where a component is documented: at HashiCorp's site for their own, else in the repository of the plugin. */
export function componentPage({ facts, component }: Described): string | undefined {
  const { kind, type, registered } = component;
  const [source] = facts.sources ?? [];
  if (source === undefined)
    return facts.name === 'core' ? `${packer}/docs/${folders[kind]}/${corePage(type)}` : undefined;
  const [, owner, name] = /^github\.com\/([^/]+)\/([^/]+)$/.exec(source) ?? [];
  if (owner === undefined || name === undefined) return undefined;
  if (owner !== 'hashicorp') return `https://github.com/${owner}/packer-plugin-${name}`;
  const page = registered === undefined || registered === '-' ? name : registered;
  return `${packer}/integrations/hashicorp/${name}/latest/components/${kinds[kind]}/${page}`;
}

/** Those of HCP have a folder of their own. */
const corePage = (type: string): string => type.replace(/^hcp-packer-/, 'hcp/hcp-packer-');

/** Paths of blocks that have a page of their own. */
const pages = new Set([
  'build',
  'build.hcp_packer_registry',
  'build.post-processor',
  'build.post-processors',
  'build.provisioner',
  'build.source',
  'data',
  'locals',
  'packer',
  'source',
  'variable',
]);

const elsewhere: Readonly<Record<string, string>> = {
  'build.error-cleanup-provisioner': 'build.provisioner',
  hcp_packer_registry: 'build.hcp_packer_registry',
  local: 'locals',
  variables: 'variable',
};

/** Where a block of Packer's own language is documented. @param path such as `build.provisioner` */
export function languagePage(path: string): string {
  if (path.startsWith('dynamic')) return `${hcl}/expressions#dynamic-blocks`;
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const known = elsewhere[at] ?? at;
    if (pages.has(known)) return `${hcl}/blocks/${known.replace('.', '/')}`;
  }
  return `${hcl}/blocks`;
}

export const functionsPage = `${hcl}/functions`;
