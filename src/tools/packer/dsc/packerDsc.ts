/** What the editor needs of the installation of packer-dsc; the other files of this folder are imported here alone. */
export { DscFailure } from './dscFailure';
export type { DscFailureKind } from './dscFailure';
export { dscSources, wrapperVersion } from './dscSource';
export type { DscSource } from './dscSource';
export { goVersion, oldestGo } from './goBuild';
export type { GoVersion } from './goBuild';
export { installDsc } from './installDsc';
export type { DscInstalled, DscStep } from './installDsc';
export { planDsc } from './planDsc';
export type { DscPlan, NoPlan, ThisPacker } from './planDsc';
export { dscPlugins, removeDsc } from './removeDsc';
export { installedSource } from './installedSource';
