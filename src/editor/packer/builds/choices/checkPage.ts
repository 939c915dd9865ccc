import * as vscode from 'vscode';
import { hide } from '../../../../pipeline/hiddenValues';
import { commandLine } from '../../../../tools/packer/commands/commandLine';
import type { PreflightSeverity } from '../../../../tools/packer/plan/preflight';
import { back, separator } from '../../../multiStepInput';
import type { PagePlace } from '../../../multiStepInput';
import { plural } from '../../../plural';
import type { BuildRequest } from '../../../../tools/packer/commands/buildRequest';
import { baseFolders } from '../../templates/baseFolders';
import type { PreflightAction, PreflightNote } from '../preflight/preflightNote';
import { describeChoices } from './describeChoices';
import { folderName, folderPage } from './folderPage';
import { keepSecretsApart } from '../../../../tools/packer/commands/keepSecretsApart';
import { editorFiles } from '../../../editorFiles';
import type { FlowState } from './flowState';

type CheckItem = vscode.QuickPickItem &
  (
    | { readonly kindOf: 'build' }
    | { readonly kindOf: 'folder' }
    | { readonly kindOf: 'note'; note: PreflightNote }
  );

/** What can be done about a note, other than to ask for something. */
type Perform = (action: PreflightAction, state: FlowState) => Promise<void>;

export interface Checks {
  /** What is to be known before a build. */
  readonly check: (request: BuildRequest) => Promise<PreflightNote[]>;
  readonly perform: Perform;
}

/** Where the page leads: to the build, back, to another page, or nowhere. */
export type CheckWay = 'build' | 'back' | 'variables' | 'varFiles' | undefined;

const copy = (): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon('copy'),
  tooltip: vscode.l10n.t('Copy the command line'),
});

/** Shows what will run, where, and what is to be known before; Enter builds. */
export async function checkPage(
  state: FlowState,
  place: PagePlace,
  { check, perform }: Checks,
  known?: readonly PreflightNote[],
): Promise<CheckWay> {
  let notes = known;
  for (;;) {
    const request = requestOf(state);
    const page = state.input.list<CheckItem>({
      ...place,
      ...listOf(request, notes),
      placeholder: placeholderOf(notes),
      busy: !notes,
    });
    const checked = notes
      ? Promise.resolve(notes)
      : check(request).then((found) => {
          page.update({ ...listOf(request, found), placeholder: placeholderOf(found), busy: false });
          return found;
        });
    const answer = await Promise.race([page.answer, failureOf(checked)]);
    if (answer === back) return 'back';
    if (answer === undefined) return undefined;
    if (answer.kind !== 'items') {
      await vscode.env.clipboard.writeText(commandLine(request.target, request.choices, request));
      continue;
    }
    const [item] = answer.items;
    if (item?.kindOf === 'build') {
      const seen = notes !== undefined || !page.isBusy;
      notes = await checked;
      // Enter may come before anything is known; what is wrong is shown first.
      if (page.isClosed) return undefined;
      if ((seen || !hasProblems(notes)) && !isBlocked(notes)) return 'build';
      continue;
    }
    if (item?.kindOf === 'folder') await folderPage(state, place);
    else if (item) {
      const { action } = item.note;
      if (!action) continue;
      if (action.kind === 'variables' || action.kind === 'varFiles') return action.kind;
      await perform(action, state);
      if (action.kind === 'show' || action.kind === 'browse') return undefined;
    }
    notes = undefined;
  }
}

/** Never settles but by the failure of what is waited for. */
const failureOf = (work: Promise<unknown>): Promise<never> =>
  new Promise((_, reject) => {
    work.catch(reject);
  });

/** What is built, as it stands. */
export const requestOf = ({
  template,
  choices,
  once,
  mayDelete,
  stepByStep,
  secrets,
  cwd,
}: FlowState): BuildRequest =>
  keepSecretsApart(
    {
      template,
      target: { dialect: template.dialect, path: template.path, cwd },
      choices: { ...choices, ...once },
      mayDelete,
      ...(stepByStep && { stepByStep }),
      secrets: new Map([...secrets].filter(([name]) => choices.secrets.includes(name))),
    },
    editorFiles(),
  );

/** Whether the user should look before he builds. */
const hasProblems = (notes: readonly PreflightNote[] = []): boolean =>
  notes.some(({ severity }) => severity !== 'info');

/** Whether it does not build before something is done about a note. */
const isBlocked = (notes: readonly PreflightNote[] = []): boolean => notes.some(({ blocks }) => blocks);

export const hasErrors = (notes: readonly PreflightNote[]): boolean =>
  notes.some(({ severity }) => severity === 'error');

function placeholderOf(notes: readonly PreflightNote[] | undefined): string {
  if (!notes) return vscode.l10n.t('Checking the build…');
  const errors = notes.filter(({ severity }) => severity === 'error').length;
  if (isBlocked(notes)) return vscode.l10n.t('The build would delete what no build is known to have made');
  if (errors)
    return plural(
      errors,
      vscode.l10n.t('The build is likely to fail: {0} problem found', errors),
      vscode.l10n.t('The build is likely to fail: {0} problems found', errors),
    );
  return hasProblems(notes)
    ? vscode.l10n.t('The build may fail')
    : vscode.l10n.t('No problems found. Press Enter to build');
}

function listOf(request: BuildRequest, notes: readonly PreflightNote[] = []) {
  const { template, target, choices } = request;
  const build: CheckItem = {
    kindOf: 'build',
    label: hasProblems(notes) ? vscode.l10n.t('Build anyway') : vscode.l10n.t('Build'),
    description: describeChoices(template, choices),
    detail: hide(commandLine(target, choices, request), template.hidden),
    iconPath: new vscode.ThemeIcon('play'),
    buttons: [copy()],
    alwaysShow: true,
  };
  const folder: CheckItem = {
    kindOf: 'folder',
    label: vscode.l10n.t('Packer runs in {0}', folderName(target.cwd)),
    description: baseFolders.of(template.path) ? vscode.l10n.t('selected') : '',
    detail: target.cwd,
    iconPath: new vscode.ThemeIcon('folder'),
    alwaysShow: true,
  };
  const items = notes.map((note): CheckItem => ({
    kindOf: 'note',
    note,
    label: note.title,
    description: severityNames()[note.severity],
    detail: note.detail,
    iconPath: icons[note.severity],
  }));
  const separated = items.length ? [separator(vscode.l10n.t('Before the build')), ...items] : [];
  const where = [separator(vscode.l10n.t('Folder')), folder];
  const [first] = items;
  if (isBlocked(notes)) return { items: [...separated, ...where], active: first };
  // Building is always in sight, and what is wrong comes before it under the cursor.
  return { items: [build, ...separated, ...where], active: hasErrors(notes) ? first : build };
}

const icons: Readonly<Record<PreflightSeverity, vscode.ThemeIcon>> = {
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  info: new vscode.ThemeIcon('info', new vscode.ThemeColor('problemsInfoIcon.foreground')),
};

const severityNames = (): Readonly<Record<PreflightSeverity, string>> => ({
  error: vscode.l10n.t('error'),
  warning: vscode.l10n.t('warning'),
  info: vscode.l10n.t('information'),
});
