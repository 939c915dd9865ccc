import * as vscode from 'vscode';
import { confirm, notify } from '../../../notify';
import type { Question } from '../../../notify';
import { plural } from '../../../plural';
import type { KnownMachine } from '../../../../tools/vagrant/knownMachines';
import type { StateKind } from '../../../../tools/vagrant/machineState';
import { UserFacingError } from '../../../showFailure';
import type { MachineServices } from '../machineServices';
import type { MachineNode } from '../view/machineNodes';
import { choose } from './selection';
import type { Chosen, Given } from './selection';
import { stateWord } from '../view/stateWords';

/** A command of Vagrant that changes the state of machines. */
interface Action {
  readonly command: string;
  readonly args?: readonly string[];
  /** In which states it can do something. */
  readonly from: readonly StateKind[];
  readonly placeHolder: () => string;
  /** Whether it is asked first, and what; undefined for no question. */
  readonly question?: (machines: readonly KnownMachine[]) => Question | undefined;
}

const actions = {
  up: {
    command: 'up',
    from: ['notCreated', 'stopped', 'suspended', 'unknown'],
    placeHolder: () => vscode.l10n.t('Select machines to start'),
  },
  halt: {
    command: 'halt',
    from: ['running', 'suspended', 'unknown'],
    placeHolder: () => vscode.l10n.t('Select machines to halt'),
    question: (machines) => (machines.length > 1 ? haltQuestion(machines) : undefined),
  },
  suspend: {
    command: 'suspend',
    from: ['running', 'unknown'],
    placeHolder: () => vscode.l10n.t('Select machines to suspend'),
  },
  resume: {
    command: 'resume',
    from: ['suspended', 'unknown'],
    placeHolder: () => vscode.l10n.t('Select machines to resume'),
  },
  reload: {
    command: 'reload',
    from: ['running', 'stopped', 'suspended', 'unknown'],
    placeHolder: () => vscode.l10n.t('Select machines to restart with the current Vagrantfile'),
  },
  destroy: {
    command: 'destroy',
    // It has been asked, with what is lost.
    args: ['-f'],
    from: ['running', 'stopped', 'suspended', 'unknown'],
    placeHolder: () => vscode.l10n.t('Select machines to destroy'),
    question: destroyQuestion,
  },
} satisfies Record<string, Action>;

export type ActionName = keyof typeof actions;

/** Runs an action on the machines that are selected, given or picked. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function act(
  services: MachineServices,
  name: ActionName,
  given: Given,
  selected: readonly MachineNode[] | undefined,
  { debugLog = false } = {},
): Promise<void> {
  services.runner.executable('vagrant');
  const { command, args = [], from, placeHolder, question }: Action = actions[name];
  const chosen = await choose(services.store, given, selected, {
    placeHolder: placeHolder(),
    accept: ({ kind, stale }) => !stale && from.includes(kind),
    many: true,
  });
  if (!chosen) return;
  const useful = name === 'up' ? chosen : chosen.map(withCreated).filter(({ machines }) => machines.length);
  if (!useful.length) throw new UserFacingError(vscode.l10n.t('None of these machines has been created.'));
  for (const one of useful) checkIdle(services, one);
  const asked = question?.(useful.flatMap(({ machines }) => machines));
  if (asked && !(await confirm(asked))) return;
  for (const { place, machines, isWhole } of useful)
    await services.tasks.run({
      ...place,
      command,
      args,
      machines: isWhole && name === 'up' ? [] : machines.map((machine) => machine.name),
      debugLog: debugLog ? debugLogIn(place.folder) : undefined,
    });
  if (debugLog) void showDebugLog(useful.map(({ place }) => debugLogIn(place.folder)));
}

/** Says where the log lies that Vagrant is writing now. */
async function showDebugLog(logs: readonly string[]): Promise<void> {
  const open = vscode.l10n.t('Open Log');
  const shown = logs.map((log) => vscode.workspace.asRelativePath(log)).join(', ');
  const chosen = await notify.information(vscode.l10n.t('Vagrant writes its debug log to {0}.', shown), open);
  if (chosen === open)
    for (const log of logs) await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(log));
}

const debugLogIn = (folder: string): string =>
  vscode.Uri.joinPath(vscode.Uri.file(folder), 'vagrant.log').fsPath;

/** Only what is there can be halted or destroyed, and only that is asked about. */
const withCreated = ({ place, machines }: Chosen): Chosen => ({
  place,
  machines: machines.filter(({ created }) => created),
  isWhole: false,
});

/** @throws UserFacingError where this window works on one of the machines already */
export function checkIdle({ running }: Pick<MachineServices, 'running'>, { place, machines }: Chosen): void {
  for (const machine of machines.length ? machines.map(({ name }) => name) : [undefined]) {
    const busy = running.on(place.folder, machine);
    if (busy)
      throw new UserFacingError(
        vscode.l10n.t(
          "vagrant {1} is already running for {0} in this window. Wait until it ends, or stop it with 'Stop Running Command'.",
          machine ?? place.folder,
          busy.command,
        ),
      );
  }
}

const listed = (machines: readonly KnownMachine[]): string =>
  machines
    .map((machine) => vscode.l10n.t('{0} ({1}) in {2}', machine.name, stateWord(machine), machine.folder))
    .join('\n');

const haltQuestion = (machines: readonly KnownMachine[]): Question => ({
  message: plural(
    machines.length,
    vscode.l10n.t('Halt {0} machine?', machines.length),
    vscode.l10n.t('Halt {0} machines?', machines.length),
  ),
  detail: listed(machines),
  yes: vscode.l10n.t('Halt'),
});

function destroyQuestion(machines: readonly KnownMachine[]): Question {
  const [only] = machines;
  return {
    message:
      only && machines.length === 1
        ? vscode.l10n.t('Destroy {0}?', only.name)
        : vscode.l10n.t('Destroy {0} machines?', machines.length),
    detail: `${vscode.l10n.t('Their disks, with everything in them, and their snapshots will be deleted permanently. The files in their folders and their boxes are kept.')}\n\n${listed(machines)}`,
    yes: vscode.l10n.t('Destroy'),
  };
}
