import path from 'node:path';
import * as vscode from 'vscode';
import { plural } from '../../plural';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import { duration } from '../../duration';
import { asRange } from '../../lint/convert';
import { describeRun, statusIcons } from '../builds/runState';
import { describeStep } from '../builds/describeStep';
import { missingPackerItem } from '../releases/missingPacker';
import { stateOf, timeOf } from '../../../tools/packer/plan/plannedSteps';
import type { PlannedStep, StepState } from '../../../tools/packer/plan/plannedSteps';
import type { BuildOutline } from '../../../analysis/protocol';
import type { Phase } from '../../../pipeline/timeline/timeline';
import type { PlacedTemplate, TemplateGroup } from './arrangeTemplates';
import { distinctLabels } from './distinctLabels';
import { mainFile } from './mainFile';
import type {
  BuildItem,
  FolderItem,
  MoreProblemsItem,
  NoteItem,
  ProblemItem,
  StepItem,
  TemplateItem,
  TemplateOf,
  TemplatesItem,
} from './templateItem';

/** What is known beside the items themselves. */
interface Known {
  readonly templateOf: TemplateOf;
  /** The last run of a template, by its path. */
  readonly runOf: (template: string) => RunRecord | undefined;
  /** What a template is called among those that are shown, by its path. */
  readonly placeOf: (template: string) => PlacedTemplate | undefined;
  readonly groupOf: (folder: string) => TemplateGroup | undefined;
  /** Only some templates are shown. */
  readonly isFiltered: boolean;
}

/** How an item of the Templates view looks, reads aloud, and what a click on it does. */
export function treeItemOf(item: TemplatesItem, known: Known): vscode.TreeItem {
  switch (item.kind) {
    case 'folder':
      return folderItem(item, known);
    case 'template':
      return templateItem(item, known);
    case 'build':
      return buildItem(item, known);
    case 'step':
      return stepItem(item, known);
    case 'problem':
      return problemItem(item);
    case 'moreProblems':
      return moreProblemsItem(item);
    case 'note':
      return noteItem(item);
    case 'missing':
      return missingPackerItem(item);
  }
}

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

function folderItem({ folder }: FolderItem, { groupOf, runOf, isFiltered }: Known): vscode.TreeItem {
  const group = groupOf(folder);
  const item = new vscode.TreeItem(group?.label ?? folder, isFiltered ? Expanded : Collapsed);
  const templates = group?.templates ?? [];
  const failed = templates.filter(({ path: template }) => runOf(template)?.status === 'failed').length;
  const count = plural(
    templates.length,
    vscode.l10n.t('{0} template', templates.length),
    vscode.l10n.t('{0} templates', templates.length),
  );
  const state = failed ? vscode.l10n.t('{0} failed', failed) : '';
  item.id = `folder\0${folder}${isFiltered ? '\0filtered' : ''}`;
  item.description = [count, state].filter(Boolean).join(' · ');
  item.iconPath = vscode.ThemeIcon.Folder;
  item.contextValue = 'folder';
  item.tooltip = folder;
  item.accessibilityInformation = {
    label: [vscode.l10n.t('Folder {0}', folder), count, state].filter(Boolean).join(', '),
  };
  return item;
}

function templateItem(
  { path: template, uri }: TemplateItem,
  { templateOf, runOf, placeOf }: Known,
): vscode.TreeItem {
  const run = runOf(template);
  const shown = vscode.workspace.asRelativePath(template);
  const { label, folder } = placeOf(template) ?? { label: path.basename(template), folder: '' };
  // What is being built is looked at.
  const item = new vscode.TreeItem(label, run?.status === 'running' ? Expanded : Collapsed);
  const state = run ? describeRun(run) : vscode.l10n.t('not built yet');
  const known = templateOf({ kind: 'template', path: template, uri });
  item.id = template;
  item.description = [...(run ? [state] : []), folder].filter(Boolean).join(' · ');
  item.iconPath = run ? statusIcons[run.status] : new vscode.ThemeIcon('file-code');
  // The editor adds what its Problems panel and source control know of the file.
  item.command = open(vscode.Uri.file(known ? mainFile(known) : uri.fsPath));
  item.resourceUri = known?.dialect === 'hcl2' ? vscode.Uri.file(template) : uri;
  item.contextValue = `template-${known?.dialect ?? 'json'}-${run?.status === 'running' ? 'running' : 'idle'}`;
  item.tooltip = [
    shown,
    state,
    ...(run?.ended === undefined ? [] : [vscode.l10n.t('Took {0}.', duration(run.ended - run.began))]),
    ...(run?.status === 'succeeded' ? [...new Set(run.artifacts)] : (run?.errors ?? []).slice(0, 1)),
  ].join('\n');
  item.accessibilityInformation = { label: vscode.l10n.t('Template {0}, {1}', shown, state) };
  return item;
}

/** VS Code keeps it: it tells builds apart, and has nothing that is not to be shown. */
const idOf = (
  parent: TemplateItem,
  { name, shownName }: BuildOutline,
  all: readonly BuildOutline[],
): string =>
  [parent.path, shownName, ...(name === shownName ? [] : [all.findIndex((one) => one.name === name)])].join(
    '\0',
  );

function buildItem({ parent, build }: BuildItem, { runOf, templateOf }: Known): vscode.TreeItem {
  const all = templateOf(parent)?.builds ?? [build];
  const labels = distinctLabels(all.map(({ shownName }) => shownName));
  const label = labels[all.findIndex(({ name }) => name === build.name)] ?? build.shownName;
  const run = runOf(parent.path);
  const steps = run?.steps.filter((step) => step.build === build.name) ?? [];
  const current = run?.status === 'running' ? steps.findLast(({ ended }) => ended === undefined) : undefined;
  const failed = steps.some((step) => step.failed);
  const provisioners = build.provisioners.map(({ type }) => type);
  const state = current ? describeStep(current, provisioners) : failed ? vscode.l10n.t('failed') : '';
  const isLookedAt = run?.status === 'running' && (all.length === 1 || steps.length > 0);
  const item = new vscode.TreeItem(label, isLookedAt ? Expanded : Collapsed);
  item.id = idOf(parent, build, all);
  item.description = [state, build.type === build.shownName ? '' : build.type].filter(Boolean).join(' · ');
  item.iconPath = current ? statusIcons.running : failed ? statusIcons.failed : new vscode.ThemeIcon('vm');
  item.contextValue = `build-${run?.status === 'running' ? 'running' : 'idle'}`;
  const { path: file, range } = build.typeLocation;
  item.command = open(vscode.Uri.file(file), asRange(range));
  item.tooltip = [build.shownName, build.type, state].filter(Boolean).join('\n');
  item.accessibilityInformation = {
    label: [vscode.l10n.t('Build {0}, {1}', build.shownName, build.type), state].filter(Boolean).join(', '),
  };
  return item;
}

const kindIcons: Readonly<Partial<Record<PlannedStep['kind'], string>>> = {
  guest: 'gear',
  connects: 'plug',
  shutdown: 'stop-circle',
  postProcessor: 'archive',
};

const stepIcons: Readonly<Record<string, string>> = {
  file: 'cloud-upload',
  'windows-restart': 'debug-restart',
  breakpoint: 'debug-breakpoint',
};

function stepItem({ parent, step, index, label }: StepItem, { runOf, templateOf }: Known): vscode.TreeItem {
  const item = new vscode.TreeItem(label ?? step.label, None);
  const state = stateOf(step, runOf(parent.parent.path)?.status === 'running');
  const time = timeOf(step);
  const went = [stepWords[state](), time === undefined ? '' : duration(time)].filter(Boolean).join(' ');
  const what = [
    step.order === undefined ? '' : vscode.l10n.t('Order {0}', step.order),
    step.phase ? phaseWords[step.phase]?.() : '',
    step.kind === 'shutdown' ? vscode.l10n.t('shutdown') : '',
    step.type === step.label ? '' : step.type,
  ].filter(Boolean);
  item.id = [idOf(parent.parent, parent.build, templateOf(parent.parent)?.builds ?? []), index].join('\0');
  item.description = [went, ...what].filter(Boolean).join(' · ');
  item.iconPath = iconOf(step, state);
  item.contextValue = step.scripts.length ? 'step script' : 'step';
  item.tooltip = [step.text, [went, ...what].filter(Boolean).join(', '), placeOf(step)]
    .filter(Boolean)
    .join('\n');
  item.accessibilityInformation = { label: [step.label, ...what, went].filter(Boolean).join(', ') };
  const { path: file, range } = step.location;
  item.command = open(vscode.Uri.file(file), asRange(range));
  return item;
}

/** The parts of a build in which the guest works by itself. */
const phaseWords: Readonly<Partial<Record<Phase, () => string>>> = {
  windowsPE: () => vscode.l10n.t('Windows Setup'),
  specialize: () => vscode.l10n.t('specialize'),
  firstLogon: () => vscode.l10n.t('first logon'),
  userData: () => vscode.l10n.t('user data'),
};

/** What ran without a failure is told by its time alone. */
const stepWords = {
  notRun: () => '',
  running: () => vscode.l10n.t('running'),
  done: () => '',
  failed: () => vscode.l10n.t('failed'),
  unfinished: () => vscode.l10n.t('not finished'),
} satisfies Readonly<Record<StepState, () => string>>;

function iconOf({ kind, type }: Pick<PlannedStep, 'kind' | 'type'>, state: StepState): vscode.ThemeIcon {
  if (state === 'running') return statusIcons.running;
  if (state === 'failed') return statusIcons.failed;
  if (state === 'unfinished') return statusIcons.abandoned;
  const icon = kindIcons[kind] ?? stepIcons[type ?? ''] ?? 'terminal';
  return new vscode.ThemeIcon(icon);
}

const placeOf = ({ location }: Pick<PlannedStep, 'location'>): string =>
  vscode.workspace.asRelativePath(location.path);

function problemItem({ parent, file, diagnostic }: ProblemItem): vscode.TreeItem {
  const item = new vscode.TreeItem(diagnostic.message, None);
  const place = `${path.basename(file.fsPath)}:${diagnostic.range.start.line + 1}`;
  const { start } = diagnostic.range;
  item.id = [parent.path, 'problem', file.fsPath, start.line, start.character, diagnostic.message].join('\0');
  item.description = place;
  item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  item.contextValue = 'problem';
  item.tooltip = `${diagnostic.message}\n${place}`;
  item.accessibilityInformation = { label: vscode.l10n.t('Error: {0}, {1}', diagnostic.message, place) };
  item.command = open(file, diagnostic.range);
  return item;
}

function moreProblemsItem({ parent, count }: MoreProblemsItem): vscode.TreeItem {
  const item = new vscode.TreeItem(
    plural(count, vscode.l10n.t('{0} more error', count), vscode.l10n.t('{0} more errors', count)),
    None,
  );
  item.id = `${parent.path}\0more`;
  item.description = vscode.l10n.t('in the Problems panel');
  item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  item.command = { command: 'workbench.actions.view.problems', title: vscode.l10n.t('Show Problems') };
  return item;
}

function noteItem(given: NoteItem): vscode.TreeItem {
  const { parent, note } = given;
  const item = new vscode.TreeItem(note.title, None);
  item.id = `${parent.path}\0note\0${note.title}`;
  item.description =
    note.action?.kind === 'browse' ? vscode.l10n.t('open its page') : vscode.l10n.t('install');
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = note.action && note.action.kind !== 'browse' ? 'missingPlugin' : 'note';
  item.tooltip = `${note.title}\n${note.detail}`;
  item.accessibilityInformation = { label: `${note.title}. ${note.detail}` };
  if (note.action)
    item.command = {
      command: 'boxwright.packer.installPlugins',
      title: vscode.l10n.t('Install'),
      arguments: [given],
    };
  else delete item.description;
  return item;
}

const open = (uri: vscode.Uri, selection?: vscode.Range): vscode.Command => ({
  command: 'vscode.open',
  title: vscode.l10n.t('Open'),
  arguments: [uri, { ...(selection && { selection }) } satisfies vscode.TextDocumentShowOptions],
});
