import { vagrantHome } from '../../tools/vagrant/vagrantHome';
import type { Part, EditorServices } from '../part';
import type { BoxesView } from './boxes/boxesView';
import { boxesPart } from './boxes/boxesPart';
import { pluginsPart } from './plugins/pluginsPart';
import type { PluginsView } from './plugins/pluginsView';
import { machinesPart } from './machines/machinesPart';
import type { MachinesPart } from './machines/machinesPart';
import type { MachineLenses } from './vagrantfile/machineLenses';
import { VagrantAvailability } from './vagrantAvailability';
import { vagrantfilePart } from './vagrantfile/vagrantfilePart';

/** Vagrant in the editor: boxes and machines. */
export function vagrantPart(shared: EditorServices): Part & {
  readonly boxes: BoxesView;
  readonly plugins: PluginsView;
  readonly machines: MachinesPart;
  readonly lenses: MachineLenses;
} {
  const home = vagrantHome();
  const machines = machinesPart(shared, home);
  const boxes = boxesPart(shared, home);
  const plugins = pluginsPart(shared, home);
  const availability = new VagrantAvailability({
    home,
    files: shared.files,
    changes: [machines.view.onDidRead, boxes.boxes.onDidChangeTreeData],
  });
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
      availability,
      ...machines.disposables,
      ...boxes.disposables,
      ...plugins.disposables,
      ...vagrantfile.disposables,
    ],
  };
}
