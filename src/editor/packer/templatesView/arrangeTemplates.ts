import { distinctLabels } from './distinctLabels';

/** More than this are grouped by their folders. */
const mostUngrouped = 10;

/** A template with what people know it by. */
export interface ArrangedTemplate {
  /** What Packer is given; absolute. */
  readonly path: string;
  /** From the root of the workspace, with slashes. */
  readonly shown: string;
}

export interface PlacedTemplate {
  readonly path: string;
  /** As much of its path as tells it from its neighbors; its beginning may be left out. */
  readonly label: string;
  /** The folder, where neither the label nor the group tells it; may be empty. */
  readonly folder: string;
}

export interface TemplateGroup {
  /** From the root of the workspace, with slashes. */
  readonly folder: string;
  readonly label: string;
  readonly templates: readonly PlacedTemplate[];
}

export type Arranged = PlacedTemplate | TemplateGroup;

/**
 * The templates in the order and groups in which the view shows them: those that are being built first, and many by their
 * folders. A folder with a single one is no group.
 * @param compare orders paths
 */
export function arrangeTemplates(
  templates: readonly ArrangedTemplate[],
  isRunning: (path: string) => boolean,
  compare: (one: string, other: string) => number,
): Arranged[] {
  const sorted = [...templates].sort((one, other) => compare(one.shown, other.shown));
  const running = sorted.filter(({ path }) => isRunning(path));
  const others = sorted.filter(({ path }) => !isRunning(path));
  const groups = templates.length > mostUngrouped ? groupsOf(others) : [];
  const grouped = new Set(groups.flatMap(({ members }) => members));
  const alone = others.filter((template) => !grouped.has(template));
  const folderLabels = distinctLabels(groups.map(({ folder }) => folder));
  const place = placing(sorted);
  const rows = [
    ...alone.map((template) => [template.shown, place(template)] as const),
    ...groups.map(({ folder, members }, index) => {
      const label = folderLabels[index] ?? folder;
      const named = distinctLabels(members.map(({ shown }) => baseName(shown)));
      const inside = members.map(({ path }, at) => ({ path, label: named[at] ?? path, folder: '' }));
      return [folder, { folder, label, templates: inside }] as const;
    }),
  ].sort(([one], [other]) => compare(one, other));
  return [...running.map(place), ...rows.map(([, row]) => row)];
}

function groupsOf(templates: readonly ArrangedTemplate[]) {
  const byFolder = new Map<string, ArrangedTemplate[]>();
  for (const template of templates) {
    const folder = folderName(template.shown);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), template]);
  }
  const groups = [...byFolder]
    .filter(([folder, members]) => folder && members.length > 1)
    .map(([folder, members]) => ({ folder, members }));
  // All in one folder: nothing would be won.
  return groups.length === 1 && groups[0]?.members.length === templates.length ? [] : groups;
}

/** Makes labels for templates that are as short as they can be told apart among all of them. */
function placing(all: readonly ArrangedTemplate[]): (template: ArrangedTemplate) => PlacedTemplate {
  const counts = new Map<string, number>();
  for (const { shown } of all) for (const end of endsOf(shown)) counts.set(end, (counts.get(end) ?? 0) + 1);
  const names = all.map(({ shown }) => endsOf(shown).find((end) => counts.get(end) === 1) ?? shown);
  const labels = distinctLabels(names);
  const placed = new Map(
    all.map(({ path, shown }, index) => {
      const name = names[index] ?? shown;
      const folder = shown.slice(0, Math.max(0, shown.length - name.length - 1));
      return [path, { path, label: labels[index] ?? name, folder }];
    }),
  );
  return ({ path, shown }) => placed.get(path) ?? { path, label: shown, folder: '' };
}

/** The ends of a path in whole names, the shortest first. */
function endsOf(shown: string): string[] {
  const parts = shown.split('/');
  return parts.map((_, index) => parts.slice(-index - 1).join('/'));
}

const baseName = (shown: string): string => shown.slice(shown.lastIndexOf('/') + 1);

/** Empty at the root. */
const folderName = (shown: string): string => shown.slice(0, Math.max(0, shown.lastIndexOf('/')));

/** Whether each word of a filter stands in one of the texts, in upper or lower case. */
export function matchesFilter(filter: string, texts: readonly string[]): boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const lower = texts.map((text) => text.toLowerCase());
  return words.every((word) => lower.some((text) => text.includes(word)));
}
