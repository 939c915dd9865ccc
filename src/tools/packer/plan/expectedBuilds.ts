import type { Provisioner, Template } from '../../../pipeline/template/template';
import { setting, strings } from '../../../pipeline/value';
import type { ExpectedBuild } from '../output/runProgress';

/** Of each provisioner that names several things to do, the settings that name them; `inline` is one script. */
const lists: Readonly<Record<string, readonly string[]>> = {
  shell: ['script', 'scripts'],
  'shell-local': ['script', 'scripts'],
  file: ['source', 'sources'],
};

/** What a template runs in each of its builds, for the output of a run to be matched with. */
export const expectedBuilds = (template: Template): ExpectedBuild[] =>
  template.builds.map(({ name, provisioners }) => ({
    name,
    provisioners: provisioners.map(({ type }) => type),
    announcements: provisioners.map(announcementsOf),
  }));

function announcementsOf({ type, settings }: Provisioner): number {
  const named = (lists[type] ?? []).flatMap((name) => strings(setting(settings, name)));
  const inline = setting(settings, 'inline') || setting(settings, 'command') ? 1 : 0;
  return Math.max(1, named.length + inline);
}
