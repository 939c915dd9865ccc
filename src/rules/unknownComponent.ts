import { judgedOf } from '../pipeline/schema/levels';
import type { MissingComponent } from '../pipeline/schema/component';
import { similarName } from '../pipeline/schema/similarName';
import { renamedTypes } from '../pipeline/schema/renamedTypes';
import type { UsedComponent } from '../pipeline/schema/used';
import type { Template } from '../pipeline/template/template';
import { quotedList } from '../words/lists';
import type { Fix } from './finding';
import { writable } from './fixes/writable';
import type { Report, Rule } from './rule';

/**
 * "Unknown provisioner type" and the like, and in JSON "builder 'x' failed to initialise" (hashicorp/packer packer/core.go,
 * hcl2template/types.build.provisioners.go). A plugin that nobody knows may be installed, so a type counts as unknown only
 * where its plugin is known, or where it is nearly one that there is.
 */
export const unknownComponent: Rule = {
  id: 'unknown-component',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'There is no builder, provisioner, post-processor or data source of this type.',
  fixes: ['safe'],
  *check({ template }, { packer }) {
    const isFound = [...reports(template, undefined)].length > 0;
    if (isFound) yield* reports(template, packer());
  },
};

function* reports(template: Template, packer: Parameters<typeof judgedOf>[1]): Generator<Report> {
  // What stands behind a missing bracket may belong elsewhere.
  const broken = new Set(template.problems.map(({ location: { path } }) => path));
  for (const { used, of } of judgedOf(template, packer).missing) {
    if (broken.has(used.typeLocation.path)) continue;
    const meant = renamedTypes(used.kind)[used.type] ?? similarName(used.type, of.types);
    const other = of.otherKinds[0];
    if (of.plugin === undefined && meant === undefined && other === undefined) continue;
    const what = kindNames[used.kind];
    yield {
      builds: used.builds,
      message: `There is no ${what} '${used.type}'${of.plugin === undefined ? '' : ` in the plugin '${of.plugin}'`}: Packer stops before the build. ${helpFor(of, what, meant)}`,
      location: used.typeLocation,
      fixes: meant === undefined ? [] : changeType(template, used, meant),
    };
  }
}

const kindNames = {
  builder: 'builder',
  provisioner: 'provisioner',
  postProcessor: 'post-processor',
  dataSource: 'data source',
} as const;

function helpFor(
  { otherKinds, types, plugin }: MissingComponent,
  what: string,
  meant: string | undefined,
): string {
  if (meant !== undefined) return `Did you mean '${meant}'?`;
  const [other] = otherKinds;
  if (other) return `It is a ${other === 'data' ? 'data source' : other}.`;
  return plugin === undefined || !types.length
    ? ''
    : `Available ${what}s: ${quotedList(types, { most: 8 })}.`;
}

/** A source is named by its type in other places, too. */
function changeType(
  template: Template,
  { kind, typeLocation: { path, span } }: UsedComponent,
  meant: string,
): Fix[] {
  const source = writable(template, { path });
  if (!source || (kind !== 'provisioner' && kind !== 'postProcessor' && template.dialect === 'hcl2'))
    return [];
  const written = source.slice(span);
  if (!/^"[\w-]+"$/.test(written)) return [];
  return [
    { title: `Change to ${meant}`, applicability: 'safe', edits: [{ path, span, newText: `"${meant}"` }] },
  ];
}
