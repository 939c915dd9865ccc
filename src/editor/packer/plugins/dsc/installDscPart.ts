import type { Part, EditorServices } from '../../../part';

/** Installs packer-dsc, and takes it away. */
export const installDscPart = (shared: EditorServices): Part => ({
  commands: {
    // Loaded when it is wanted: hardly anybody does so twice.
    'boxwright.packer.installDsc': async () =>
      (await import('./installDscCommand')).installDscCommand(shared),
    'boxwright.packer.uninstallDsc': async () =>
      (await import('./uninstallDscCommand')).uninstallDscCommand(shared),
  },
  disposables: [],
});
