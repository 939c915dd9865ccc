import { vagrantHome } from '../../tools/vagrant/vagrantHome';
import type { Part, Shared } from '../part';
import type { BoxesView } from './boxes/boxesView';
import { boxesPart } from './boxes/boxesPart';
import { pluginsPart } from './plugins/pluginsPart';
import type { PluginsView } from './plugins/pluginsView';
import { machinesPart } from './machines/machinesPart';
import type { MachinesPart } from './machines/machinesPart';
import type { MachineLenses } from './vagrantfile/machineLenses';
import { vagrantfilePart } from './vagrantfile/vagrantfilePart';

/** Vagrant in the editor: boxes and machines. */
export function vagrantPart(shared: Shared): Part & {
  readonly boxes: BoxesView;
  readonly plugins: PluginsView;
  readonly machines: MachinesPart;
  readonly lenses: MachineLenses;
} {
  const home = vagrantHome();
  const machines = machinesPart(shared, home);
  const boxes = boxesPart(shared, home);
  const plugins = pluginsPart(shared, home);
  const vagrantfile = vagrantfilePart(shared, home, machines.services.running);
  return {
    boxes: boxes.boxes,
    plugins: plugins.plugins,
    machines,
    lenses: vagrantfile.lenses,
    commands: {
      ...machines.commands,
      ...boxes.commands,
      ...plugins.commands,
      ...vagrantfile.commands,
    },
    disposables: [
      ...machines.disposables,
      ...boxes.disposables,
      ...plugins.disposables,
      ...vagrantfile.disposables,
    ],
  };
}
