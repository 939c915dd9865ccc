import type { Sysprep } from '../fact';
import { registryPath } from './registryPath';
import type { CatalogueRow } from './row';
import { hasWord, windows, truth } from './row';

const sysprep = (then: Sysprep['then']): Sysprep => ({ kind: 'sysprep', then });

export const sysprepRows: readonly CatalogueRow[] = [
  {
    facts: (command) => {
      if (command.hasSwitch('reboot')) return [sysprep('reboot')];
      if (command.hasSwitch('shutdown')) return [sysprep('shutdown')];
      return [sysprep(command.hasSwitch('quit') ? 'quit' : 'dialog')];
    },
    languages: windows,
    names: ['sysprep'],
    when: (command) => !command.hasSwitch('?'),
    source: 'https://learn.microsoft.com/windows-hardware/manufacture/desktop/sysprep-command-line-options',
  },
  {
    facts: (command) => [sysprep(command.hasSwitch('noshutdown') ? 'quit' : 'shutdown')],
    languages: windows,
    names: ['sysprepinstance.ps1', 'gcesysprep', 'gcesysprep.bat', 'gcesysprep.ps1'],
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2launch.html',
  },
  {
    facts: (command) => {
      const shuts = command.hasSwitch('shutdown', 's') && truth(command.option('shutdown')) !== false;
      return [sysprep(shuts ? 'shutdown' : 'quit')];
    },
    languages: windows,
    names: ['ec2launch'],
    when: (command) => hasWord(command, 'sysprep'),
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2launch-v2-settings.html',
  },
  {
    facts: [{ kind: 'imageState' }],
    languages: windows,
    names: ['get-itemproperty', 'get-itempropertyvalue', 'reg'],
    when: (command) => /\\currentversion\\setup\\state$/i.test(registryPath(command) ?? ''),
    source: 'https://learn.microsoft.com/windows-hardware/manufacture/desktop/windows-setup-states',
  },
];
