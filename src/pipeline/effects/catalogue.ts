import { boxstarterAssignments, boxstarterRows } from './catalogue/boxstarter';
import { certificateRows } from './catalogue/certificates';
import { dscAssignments, dscRows } from './catalogue/dsc';
import { featureRows } from './catalogue/features';
import { firewallRows } from './catalogue/firewall';
import { installRows } from './catalogue/installs';
import { linuxRows } from './catalogue/linux';
import { linuxFileRows } from './catalogue/linuxFiles';
import { linuxPackageRows } from './catalogue/linuxPackages';
import { linuxSystemRows } from './catalogue/linuxSystem';
import { rebootMethods, rebootRows } from './catalogue/reboot';
import { resumeMethods, resumeRows } from './catalogue/resumes';
import type { AssignmentRow, CatalogueRow, MethodRow } from './catalogue/row';
import { serviceRows } from './catalogue/services';
import { setupRows } from './catalogue/setup';
import { startMethods } from './catalogue/starts';
import { sysprepRows } from './catalogue/sysprep';
import { updateMethods, updateRows } from './catalogue/updates';
import { winrmMethods, winrmRows } from './catalogue/winrm';
import { wmicRows } from './catalogue/wmic';

/** One table for all languages; a row is matched on parsed commands, never on text. */
export const catalogue: readonly CatalogueRow[] = [
  ...rebootRows,
  ...linuxRows,
  ...linuxPackageRows,
  ...linuxFileRows,
  ...linuxSystemRows,
  ...featureRows,
  ...installRows,
  ...updateRows,
  ...boxstarterRows,
  ...dscRows,
  ...sysprepRows,
  ...winrmRows,
  ...firewallRows,
  ...serviceRows,
  ...resumeRows,
  ...certificateRows,
  ...setupRows,
  ...wmicRows,
];

/** Method calls; PowerShell only. */
export const methods: readonly MethodRow[] = [
  ...rebootMethods,
  ...updateMethods,
  ...winrmMethods,
  ...resumeMethods,
  ...startMethods,
];

/** Variables and properties; PowerShell only. */
export const assignments: readonly AssignmentRow[] = [...boxstarterAssignments, ...dscAssignments];
