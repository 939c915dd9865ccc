import path from 'node:path';
import * as vscode from 'vscode';
import { plural } from '../../plural';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import { duration } from '../../duration';
import { editorFiles } from '../../editorFiles';
import { Converter } from '../../lint/convert';
import { describeRun, statusIcons } from '../builds/runState';
import { describeStep } from '../builds/describeStep';
import { missingPackerItem } from '../releases/missingPacker';
import { stateOf, timeOf } from '../../../tools/packer/plan/plannedSteps';
import type { PlannedStep, StepState } from '../../../tools/packer/plan/plannedSteps';
import type {
  BuildItem,
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
}

/** How an item of the Templates view looks, reads aloud, and what a click on it does. */
export function treeItemOf(item: TemplatesItem, known: Known): vscode.TreeItem {
  switch (item.kind) {
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

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

function templateItem({ path: template, uri }: TemplateItem, { templateOf, runOf }: Known): vscode.TreeItem {
  const run = runOf(template);
  const name = path.basename(template);
  const item = new vscode.TreeItem(name, Collapsed);
  const state = run ? describeRun(run) : vscode.l10n.t('not built yet');
  const known = templateOf({ kind: 'template', path: template, uri });
  item.id = template;
  item.description = [...(run ? [state] : []), folderOf(template)].filter(Boolean).join(' · ');
  item.iconPath = run ? statusIcons[run.status] : new vscode.ThemeIcon('file-code');
  // The editor adds what its Problems panel and source control know of the file.
  item.resourceUri = known?.dialect === 'hcl2' ? vscode.Uri.file(template) : uri;
  item.contextValue = `template-${known?.dialect ?? 'json'}-${run?.status === 'running' ? 'running' : 'idle'}`;
  item.tooltip = [
    vscode.workspace.asRelativePath(template),
    state,
    ...(run?.ended === undefined ? [] : [vscode.l10n.t('Took {0}.', duration(run.ended - run.began))]),
    ...(run?.status === 'succeeded' ? [...new Set(run.artifacts)] : (run?.errors ?? []).slice(0, 1)),
  ].join('\n');
  item.accessibilityInformation = { label: vscode.l10n.t('Template {0}, {1}', name, state) };
  return item;
}

function buildItem({ parent, build }: BuildItem, { runOf }: Known): vscode.TreeItem {
  const item = new vscode.TreeItem(build.name, Collapsed);
  const run = runOf(parent.path);
  const steps = run?.steps.filter((step) => step.build === build.name) ?? [];
  const current = run?.status === 'running' ? steps.findLast(({ ended }) => ended === undefined) : undefined;
  const failed = steps.some((step) => step.failed);
  const provisioners = build.provisioners.map(({ type }) => type);
  const state = current ? describeStep(current, provisioners) : failed ? vscode.l10n.t('failed') : '';
  item.id = `${parent.path}\0${build.name}`;
  item.description = [state, build.type === build.name ? '' : build.type].filter(Boolean).join(' · ');
  item.iconPath = current ? statusIcons.running : failed ? statusIcons.failed : new vscode.ThemeIcon('vm');
  item.contextValue = 'build';
  const { path: file, span } = build.typeLocation;
  item.command = open(vscode.Uri.file(file), new Converter(editorFiles()).range(file, span));
  item.tooltip = [build.name, build.type, state].filter(Boolean).join('\n');
  item.accessibilityInformation = {
    label: [vscode.l10n.t('Build {0}, {1}', build.name, build.type), state].filter(Boolean).join(', '),
  };
  return item;
}

const stepIcons: Readonly<Record<string, string>> = {
  file: 'cloud-upload',
  'windows-restart': 'debug-restart',
  breakpoint: 'debug-breakpoint',
};

function stepItem({ parent, step, index }: StepItem, { runOf }: Known): vscode.TreeItem {
  const item = new vscode.TreeItem(step.label, None);
  const state = stateOf(step, runOf(parent.parent.path)?.status === 'running');
  const time = timeOf(step);
  const description = [stepWords[state](), time === undefined ? '' : duration(time)]
    .filter(Boolean)
    .join(' ');
  item.id = `${parent.parent.path}\0${parent.build.name}\0${index}`;
  item.description = description;
  item.iconPath = iconOf(step, state);
  item.contextValue = 'step';
  item.tooltip = [step.label, description, placeOf(step)].filter(Boolean).join('\n');
  item.accessibilityInformation = { label: [step.label, description].filter(Boolean).join(', ') };
  const { path: file, span } = step.location;
  const selection = new Converter(editorFiles()).range(file, span);
  item.command = open(vscode.Uri.file(file), selection);
  return item;
}

/** What ran without a failure is told by its time alone. */
const stepWords = {
  notRun: () => '',
  running: () => vscode.l10n.t('running'),
  done: () => '',
  failed: () => vscode.l10n.t('failed'),
  unfinished: () => vscode.l10n.t('not finished'),
} satisfies Readonly<Record<StepState, () => string>>;

function iconOf({ kind, type }: PlannedStep, state: StepState): vscode.ThemeIcon {
  if (state === 'running') return statusIcons.running;
  if (state === 'failed') return statusIcons.failed;
  if (state === 'unfinished') return statusIcons.abandoned;
  const icon =
    kind === 'connects'
      ? 'plug'
      : kind === 'postProcessor'
        ? 'archive'
        : (stepIcons[type ?? ''] ?? 'terminal');
  return new vscode.ThemeIcon(icon);
}

const placeOf = ({ location }: PlannedStep): string => vscode.workspace.asRelativePath(location.path);

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

const open = (uri: vscode.Uri, selection: vscode.Range): vscode.Command => ({
  command: 'vscode.open',
  title: vscode.l10n.t('Open'),
  arguments: [uri, { selection } satisfies vscode.TextDocumentShowOptions],
});

/** The folder of a template as it is shown beside its name; empty for that of the workspace. */
function folderOf(template: string): string {
  const folder = path.dirname(template);
  const shown = vscode.workspace.asRelativePath(folder);
  return shown === folder ? '' : shown;
}
