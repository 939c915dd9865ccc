import path from 'node:path';
import type * as vscode from 'vscode';
import type { MachineAction } from '../../../../tools/vagrant/machineAction';

/** The task type of package.json. */
export const taskType = 'vagrant';

/** A task as it stands in tasks.json. */
export interface VagrantTaskDefinition extends vscode.TaskDefinition {
  readonly type: typeof taskType;
  /** With the subcommand: `snapshot save`. */
  readonly command: string;
  /** The Vagrantfile's folder: relative to the workspace folder, or absolute; the workspace folder when left out. */
  readonly folder?: string;
  readonly vagrantfile?: string;
  readonly machine?: string | readonly string[];
  readonly provisionWith?: readonly string[];
  readonly args?: readonly string[];
  readonly snapshot?: string;
  readonly debugLog?: boolean;
}

/** @returns undefined for what is no such definition */
export function readDefinition(given: vscode.TaskDefinition): VagrantTaskDefinition | undefined {
  const { command, folder, machine, provisionWith, args, snapshot, vagrantfile } = given as Record<
    string,
    unknown
  >;
  const isText = (value: unknown) => value === undefined || typeof value === 'string';
  const isList = (value: unknown) =>
    value === undefined || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
  return typeof command === 'string' &&
    /^[a-z]/.test(command) &&
    [folder, snapshot, vagrantfile].every(isText) &&
    [provisionWith, args].every(isList) &&
    (isText(machine) || isList(machine))
    ? (given as VagrantTaskDefinition)
    : undefined;
}

/** @param base the absolute path from which a relative folder is taken */
export function toAction(definition: VagrantTaskDefinition, base: string): MachineAction {
  const {
    command,
    folder = '.',
    vagrantfile,
    machine = [],
    provisionWith,
    args,
    snapshot,
    debugLog,
  } = definition;
  const absolute = path.resolve(base, folder);
  return {
    folder: absolute,
    vagrantfile,
    command,
    machines: typeof machine === 'string' ? [machine] : machine,
    provisionWith: provisionWith ?? [],
    args: args ?? [],
    snapshot,
    debugLog: debugLog ? path.join(absolute, 'vagrant.log') : undefined,
  };
}

/** @param base the workspace folder from which the folder is told; undefined for an absolute one */
export function toDefinition(action: MachineAction, base: string | undefined): VagrantTaskDefinition {
  const {
    folder,
    vagrantfile,
    command,
    machines,
    provisionWith = [],
    args = [],
    snapshot,
    debugLog,
  } = action;
  const relative = base === undefined ? folder : path.relative(base, folder).split(path.sep).join('/');
  return {
    type: taskType,
    command,
    ...(relative && { folder: relative }),
    ...(vagrantfile && { vagrantfile }),
    ...(machines.length && { machine: machines.length === 1 ? machines[0] : machines }),
    ...(provisionWith.length && { provisionWith }),
    ...(args.length && { args }),
    ...(snapshot !== undefined && { snapshot }),
    ...(debugLog && { debugLog: true }),
  };
}

/** What a task is called: what it does, with which machine, where. */
export function taskName({
  command,
  machine = [],
  provisionWith = [],
  snapshot,
  folder,
}: VagrantTaskDefinition): string {
  const what = [command, ...[machine].flat(), snapshot].filter(Boolean).join(' ');
  const provisioners = provisionWith.length ? ` (${provisionWith.join(', ')})` : '';
  return `${what}${provisioners}${folder ? ` in ${folder}` : ''}`;
}
