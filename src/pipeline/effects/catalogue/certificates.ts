import { powershell, windows } from './row';
import type { CatalogueRow } from './row';

const learn = 'https://learn.microsoft.com';

/** Where the certificates of a guest come from: whoever connects to it can trust one that others have signed. */
export const certificateRows: readonly CatalogueRow[] = [
  {
    facts: (command) => [
      { kind: command.argument('Signer', 'Si') ? 'certificate' : 'selfSignedCertificate' },
    ],
    languages: powershell,
    names: ['new-selfsignedcertificate'],
    source: `${learn}/powershell/module/pki/new-selfsignedcertificate`,
  },
  {
    facts: [{ kind: 'certificate' }],
    languages: powershell,
    names: ['import-pfxcertificate', 'get-certificate'],
    source: `${learn}/powershell/module/pki/import-pfxcertificate`,
  },
  {
    facts: [{ kind: 'certificate' }],
    languages: windows,
    names: ['certreq'],
    source: `${learn}/windows-server/administration/windows-commands/certreq_1`,
  },
  {
    facts: [{ kind: 'certificate' }],
    languages: windows,
    names: ['certutil'],
    when: (command) => command.hasSwitch('importpfx'),
    source: `${learn}/windows-server/administration/windows-commands/certutil`,
  },
];
