import { registryCommands, registryWrite } from './registryPath';
import { truth, windows } from './row';
import type { CatalogueRow } from './row';

/** What Windows Setup is told while it runs, in its own registry. */
export const setupRows: readonly CatalogueRow[] = [
  {
    facts: (command) => {
      const { key = '', name = '', value } = registryWrite(command) ?? {};
      return /\\setup\\labconfig$/i.test(key) && /^bypassramcheck$/i.test(name) && truth(value)
        ? [{ kind: 'skipsMemoryCheck' }]
        : [];
    },
    languages: windows,
    names: registryCommands,
    source: 'https://github.com/AsahiLinux/docs/pull/206',
  },
];
