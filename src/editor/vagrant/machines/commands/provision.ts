import path from 'node:path';
import * as vscode from 'vscode';
import { confirm } from '../../../notify';
import { loadVagrantfile } from '../../../../lint/loadVagrantfile';
import { provisionerNames } from '../../../../pipeline/vagrantfile/provisionerNames';
import type { Vagrantfile } from '../../../../pipeline/vagrantfile/vagrantfile';
import type { KnownMachine } from '../../../../tools/vagrant/knownMachines';
import { stateKind } from '../../../../tools/vagrant/machineState';
import { status } from '../../../../tools/vagrant/status';
import { untouched } from '../../../../tools/vagrant/untouched';
import type { MachineStatus } from '../../../../tools/vagrant/status';
import { editorFiles } from '../../../editorFiles';
import { UserFacingError } from '../../../showFailure';
import { whileAsking } from '../status/askVagrant';
import { checkIdle } from './machineActions';
import type { MachineNode } from '../view/machineNodes';
import type { MachineServices } from '../machineServices';
import { choose } from './selection';
import type { Chosen, Given, MachineTarget } from './selection';
import { unknownProvisioners } from '../../../../pipeline/vagrantfile/unknownProvisioners';

/** A target with the provisioners to run, for a lens or a keybinding; without them the user is asked. */
export interface ProvisionTarget extends MachineTarget {
  readonly provisioners?: readonly string[];
}

/** Runs some provisioners of machines. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function provision(
  services: MachineServices,
  given: Given | ProvisionTarget,
  selected: readonly MachineNode[] | undefined,
): Promise<void> {
  services.runner.executable('vagrant');
  const chosen = await choose(services.store, given, selected, {
    placeHolder: vscode.l10n.t('Select machines to provision'),
    accept: ({ stale }) => !stale,
    many: true,
  });
  for (const one of chosen ?? [])
    await provisionOne(services, one, given && 'provisioners' in given ? given.provisioners : undefined);
}

async function provisionOne(
  services: MachineServices,
  chosen: Chosen,
  wanted: readonly string[] | undefined,
): Promise<void> {
  const { place, machines, isWhole } = chosen;
  checkIdle(services, chosen);
  const file = path.join(place.folder, place.vagrantfile ?? 'Vagrantfile');
  const vagrantfile = await loadVagrantfile(file, editorFiles());
  if (!vagrantfile)
    throw new UserFacingError(vscode.l10n.t('Cannot read {0}, so its provisioners are unknown.', file));
  const names = isWhole ? [] : machines.map(({ name }) => name);
  // While the user picks, Vagrant says whether the machines run: the disk may be out of date.
  const states = untouched(place, (one) => services.ask(status(one, names)));
  states.catch(() => undefined);
  const provisioners = wanted ?? (await pickProvisioners(services, chosen, vagrantfile, file));
  if (!provisioners?.length) return;
  const unknown = unknownProvisioners(vagrantfile, names, provisioners);
  if (unknown.length)
    throw new UserFacingError(
      vscode.l10n.t(
        '{0} has no provisioner {1}, so Vagrant would run nothing.',
        nameOf(file),
        unknown.join(', '),
      ),
    );
  const statuses = await waitFor(states);
  const created = statuses.filter(({ state }) => stateKind(state) !== 'notCreated');
  // Of a whole Vagrantfile those that are there; without any, those that `up` starts by itself.
  const concerned = isWhole && created.length ? created : statuses;
  const sleeping = concerned.filter(({ state }) => stateKind(state) !== 'running');
  if (sleeping.length && !(await confirm(startQuestion(sleeping)))) return;
  await services.tasks.run({
    ...place,
    command: sleeping.length ? 'up' : 'provision',
    machines: isWhole && created.length ? created.map(({ name }) => name) : names,
    provisionWith: provisioners,
  });
}

const waitFor = (states: Promise<readonly MachineStatus[]>) =>
  whileAsking(vscode.l10n.t('Checking whether the machine is running…'), states);

/** Vagrant would end without a word, as if all had gone well. */
const startQuestion = (machines: readonly MachineStatus[]) => ({
  message: vscode.l10n.t('Start and provision {0}?', machines.map(({ name }) => name).join(', ')),
  detail: vscode.l10n.t(
    'Only running machines can be provisioned. Current state: {0}.',
    machines.map(({ name, state }) => `${name} ${state.replaceAll('_', ' ')}`).join(', '),
  ),
  yes: vscode.l10n.t('Start and Provision'),
});

const nameOf = (file: string): string => vscode.workspace.asRelativePath(file);

async function pickProvisioners(
  { memory }: Pick<MachineServices, 'memory'>,
  { machines, isWhole }: Chosen,
  vagrantfile: Vagrantfile,
  file: string,
): Promise<readonly string[] | undefined> {
  const key = `provision\0${file}\0${isWhole ? '' : machines.map(({ name }) => name).join(',')}`;
  const last = memory.get<readonly string[]>(key, []);
  const items = provisionerItems(vagrantfile, isWhole ? [] : machines);
  if (!items.length) throw new UserFacingError(vscode.l10n.t('No provisioners found in {0}.', nameOf(file)));
  const picked = await vscode.window.showQuickPick(
    items.map((item) => ({ ...item, picked: last.includes(item.label) })),
    {
      canPickMany: true,
      // A task that ends meanwhile takes the focus; what was ticked is kept.
      ignoreFocusOut: true,
      placeHolder: vscode.l10n.t('Select provisioners to run'),
    },
  );
  const names = picked?.map(({ label }) => label);
  if (names?.length) await memory.update(key, names);
  return names;
}

/** Every name and type that Vagrant takes, with what it stands for. */
function provisionerItems(
  vagrantfile: Vagrantfile,
  machines: readonly Pick<KnownMachine, 'name'>[],
): vscode.QuickPickItem[] {
  const chosen = vagrantfile.machines.filter(
    (machine) => !machines.length || machines.some(({ name }) => name === machine.name),
  );
  const labels = new Set(chosen.flatMap((machine) => provisionerNames(vagrantfile, machine)));
  const all = chosen.flatMap(({ provisioners }) => provisioners);
  return [...labels].map((label) => {
    const own = all.find(({ name, named }) => named && name === label);
    const description = own
      ? [own.type, own.run === 'never' ? vscode.l10n.t('runs only when requested') : '']
          .filter(Boolean)
          .join(' · ')
      : vscode.l10n.t('all of this type');
    return { label, description };
  });
}
