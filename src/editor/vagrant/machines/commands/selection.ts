import path from 'node:path';
import * as vscode from 'vscode';
import { folderKey, machineKey } from '../../../../tools/vagrant/knownMachines';
import type { KnownMachine } from '../../../../tools/vagrant/knownMachines';
import type { MachinePlace } from '../../../../tools/vagrant/machineAction';
import { activeFile } from '../../../activeFile';
import { UserFacingError } from '../../../showFailure';
import type { MachineNode } from '../view/machineNodes';
import type { MachineStore } from '../status/machineStore';
import { stateIcons, stateWord } from '../view/stateWords';
import { isFoundByVagrant } from '../status/vagrantfiles';

/** A machine, or all of a Vagrantfile, as lenses and keybindings name it. */
export interface MachineTarget {
  /** The folder of the Vagrantfile. */
  readonly folder: string;
  /** All of them when it is left out. */
  readonly machine?: string;
}

/** What a command of machines is given: an item of the view, a Vagrantfile, a target, or nothing from the palette. */
export type Given = MachineNode | vscode.Uri | MachineTarget | undefined;

/** The machines of one Vagrantfile on which a command works. */
export interface Chosen {
  readonly place: MachinePlace;
  /** Those that are known. */
  readonly machines: readonly KnownMachine[];
  /** The Vagrantfile as a whole was chosen: Vagrant itself knows all its machines. */
  readonly isWhole: boolean;
}

export interface Choice {
  /** What is asked for where nothing was given. */
  readonly placeHolder: string;
  /** Which machines come into question then. */
  readonly accept: (machine: KnownMachine) => boolean;
  readonly many: boolean;
}

/**
 * The machines that a command is about: those selected, the given one, or those that the user picks.
 * @returns undefined when the user picks none
 * @throws UserFacingError when there is none to pick
 */
export async function choose(
  store: MachineStore,
  given: Given,
  selected: readonly MachineNode[] | undefined,
  choice: Choice,
): Promise<readonly Chosen[] | undefined> {
  const nodes = selected?.length ? selected : isNode(given) ? [given] : [];
  if (nodes.length) return fromNodes(nodes);
  const target = given instanceof vscode.Uri ? { folder: path.dirname(given.fsPath) } : targetOf(given);
  const { workspace, others } = await store.read(target?.folder);
  const all = [...workspace.flatMap(({ machines }) => machines), ...others];
  if (target) {
    const key = folderKey(target.folder);
    const inFolder = all.filter(({ folder }) => folderKey(folder) === key);
    const machines = inFolder.filter(({ name }) => target.machine === undefined || name === target.machine);
    if (target.machine !== undefined && !machines.length)
      throw new UserFacingError(
        vscode.l10n.t('Machine {0} not found in {1}.', target.machine, target.folder),
      );
    return [{ place: { folder: target.folder }, machines, isWhole: target.machine === undefined }];
  }
  const picked = await pick(all.filter(choice.accept), choice);
  return picked && group(picked);
}

/** One machine, for what can be done with one alone. @throws UserFacingError when there is none to pick */
export async function chooseOne(
  store: MachineStore,
  given: Given,
  choice: Omit<Choice, 'many'>,
): Promise<KnownMachine | undefined> {
  const chosen = await choose(store, given, undefined, { ...choice, many: false });
  const machines = chosen?.flatMap((one) => one.machines).filter(choice.accept) ?? [];
  if (!chosen || machines.length === 1) return machines[0];
  return (await pick(machines, { ...choice, many: false }))?.[0];
}

const isNode = (given: Given): given is MachineNode =>
  typeof given === 'object' && 'kind' in given && typeof given.kind === 'string';

/** Without an argument, the Vagrantfile in the editor counts. */
function targetOf(given: Given): MachineTarget | undefined {
  if (given && 'folder' in given) return given;
  const open = activeFile();
  return open && isFoundByVagrant(open) ? { folder: path.dirname(open.fsPath) } : undefined;
}

function fromNodes(nodes: readonly MachineNode[]): readonly Chosen[] {
  const whole = nodes.flatMap((node): Chosen[] =>
    node.kind === 'vagrantfile'
      ? [{ place: { folder: node.of.folder }, machines: node.of.machines, isWhole: true }]
      : [],
  );
  const machines = nodes.flatMap((node) =>
    node.kind === 'machine' || node.kind === 'snapshot'
      ? [node.machine]
      : node.kind === 'others'
        ? node.machines
        : [],
  );
  const inWhole = new Set(whole.map(({ place }) => place.folder));
  return [...whole, ...group(machines.filter(({ folder }) => !inWhole.has(folder)))];
}

/** Machines of one Vagrantfile are worked on by one Vagrant. */
function group(machines: readonly KnownMachine[]): Chosen[] {
  const groups = new Map<string, KnownMachine[]>();
  for (const machine of new Map(machines.map((one) => [machineKey(one), one])).values()) {
    const key = `${machine.folder}\0${machine.vagrantfile ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), machine]);
  }
  return [...groups.values()].flatMap((all) => {
    const [first] = all;
    return first
      ? [{ place: { folder: first.folder, vagrantfile: first.vagrantfile }, machines: all, isWhole: false }]
      : [];
  });
}

async function pick(
  machines: readonly KnownMachine[],
  { placeHolder, many }: Pick<Choice, 'placeHolder' | 'many'>,
): Promise<readonly KnownMachine[] | undefined> {
  if (!machines.length) throw new UserFacingError(vscode.l10n.t('No machine here supports this action.'));
  if (machines.length === 1) return machines;
  const items = machines.map((machine) => ({
    label: machine.name,
    description: [stateWord(machine), machine.provider].filter(Boolean).join(' · '),
    detail: vscode.workspace.asRelativePath(machine.folder),
    iconPath: new vscode.ThemeIcon(stateIcons[machine.kind]),
    machine,
  }));
  const options = { placeHolder, matchOnDescription: true, matchOnDetail: true, ignoreFocusOut: true };
  const picked = many
    ? await vscode.window.showQuickPick(items, { ...options, canPickMany: true })
    : [await vscode.window.showQuickPick(items, options)];
  const chosen = picked?.flatMap((item) => item?.machine ?? []);
  return chosen?.length ? chosen : undefined;
}
