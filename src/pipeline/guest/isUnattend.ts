import { lastPart } from '../../text/edges';

/** Whether a file is an answer file of Windows Setup by its name: `Autounattend.xml`, `unattend-core.xml`. */
export function isUnattend(path: string): boolean {
  const name = lastPart(path).toLowerCase();
  return name.includes('unattend') && name.endsWith('.xml');
}
