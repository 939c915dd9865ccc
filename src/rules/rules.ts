import { boxstarterInProvisioner } from './boxstarterInProvisioner';
import { fileMissing } from './fileMissing';
import { isoChecksumNone } from './isoChecksumNone';
import { memoryBelow4gb } from './memoryBelow4gb';
import { memoryBelowSetupMinimum } from './memoryBelowSetupMinimum';
import { rebootInProvisioner } from './rebootInProvisioner';
import type { Rule } from './rule';
import { unusedSuppression } from './unusedSuppression';

/** All rules, by their ids. */
export const rules: readonly Rule[] = [
  boxstarterInProvisioner,
  fileMissing,
  isoChecksumNone,
  memoryBelow4gb,
  memoryBelowSetupMinimum,
  rebootInProvisioner,
  unusedSuppression,
];
