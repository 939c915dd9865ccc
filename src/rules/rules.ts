import { answerFileArchMismatch } from './answerFileArchMismatch';
import { answerFileName } from './answerFileName';
import { answerFileShape } from './answerFileShape';
import { autologonMissing } from './autologonMissing';
import { boxstarterInProvisioner } from './boxstarterInProvisioner';
import { boxstarterRebootOverWinrm } from './boxstarterRebootOverWinrm';
import { cloudSizeBelow4gb } from './cloudSizeBelow4gb';
import { crlfShellScript } from './crlfShellScript';
import { dscLcmReboots } from './dscLcmReboots';
import { dscOptions } from './dscOptions';
import { dscPaths } from './dscPaths';
import { dscPluginUnloadable } from './dscPluginUnloadable';
import { elevationMissing } from './elevationMissing';
import { fileDestinationWithoutSlash } from './fileDestinationWithoutSlash';
import { fileMissing } from './fileMissing';
import { floppyUnsupported } from './floppyUnsupported';
import { gceStartupScriptNotIdempotent } from './gceStartupScriptNotIdempotent';
import { isoChecksumNone } from './isoChecksumNone';
import { linuxRebootWithoutExpectDisconnect } from './linuxRebootWithoutExpectDisconnect';
import { mediaScriptMissing } from './mediaScriptMissing';
import { memoryBelow4gb } from './memoryBelow4gb';
import { memoryBelowSetupMinimum } from './memoryBelowSetupMinimum';
import { missingNorestart } from './missingNorestart';
import { msiCalledDirectly } from './msiCalledDirectly';
import { pendingRebootNotCleared } from './pendingRebootNotCleared';
import { rebootAfterTakeover } from './rebootAfterTakeover';
import { rebootExitCodeWithoutRestart } from './rebootExitCodeWithoutRestart';
import { rebootInProvisioner } from './rebootInProvisioner';
import { rebootStrandsFirstLogon } from './rebootStrandsFirstLogon';
import { removedKey } from './removedKey';
import { restartMeetsSteps } from './restartMeetsSteps';
import { restartTimeoutTooShort } from './restartTimeoutTooShort';
import type { Rule } from './rule';
import { scAliasInPowershell } from './scAliasInPowershell';
import { separateTemplates } from './separateTemplates';
import { shutdownCommandMissing } from './shutdownCommandMissing';
import { shutdownCommandReboots } from './shutdownCommandReboots';
import { shutdownRacesSysprep } from './shutdownRacesSysprep';
import { specializeRebootCommand } from './specializeRebootCommand';
import { sshNeverEnabled } from './sshNeverEnabled';
import { stepsWithoutCommunicator } from './stepsWithoutCommunicator';
import { syntaxError } from './syntaxError';
import { sysprepNotLast } from './sysprepNotLast';
import { sysprepReboots } from './sysprepReboots';
import { sysprepWithoutWait } from './sysprepWithoutWait';
import { unattendOrderInvalid } from './unattendOrderInvalid';
import { unknownBuildName } from './unknownBuildName';
import { unusedSuppression } from './unusedSuppression';
import { userDataRebootNotPersistent } from './userDataRebootNotPersistent';
import { vagrantCommunicatorMissing } from './vagrantCommunicatorMissing';
import { vagrantMemoryBelow4gb } from './vagrantMemoryBelow4gb';
import { vagrantRebootInShell } from './vagrantRebootInShell';
import { vagrantWinrmSettingRemoved } from './vagrantWinrmSettingRemoved';
import { variablesNotInExecuteCommand } from './variablesNotInExecuteCommand';
import { windows11MemoryBelow4gb } from './windows11MemoryBelow4gb';
import { windowsGuestDefaultSsh } from './windowsGuestDefaultSsh';
import { winrmBasicAuthNotAllowed } from './winrmBasicAuthNotAllowed';
import { winrmBouncedAfterTakeover } from './winrmBouncedAfterTakeover';
import { winrmGateLostOnReboot } from './winrmGateLostOnReboot';
import { winrmGateNeverReopened } from './winrmGateNeverReopened';
import { winrmNeverEnabled } from './winrmNeverEnabled';
import { winrmPasswordMissing } from './winrmPasswordMissing';
import { winrmPortTlsMismatch } from './winrmPortTlsMismatch';
import { winrmPublicNetworkProfile } from './winrmPublicNetworkProfile';
import { winrmSelfSignedWithoutInsecure } from './winrmSelfSignedWithoutInsecure';
import { winrmTimeoutTooShort } from './winrmTimeoutTooShort';
import { wmicRemoved } from './wmicRemoved';
import { workAfterTakeover } from './workAfterTakeover';

/** All rules, by their ids. */
export const rules: readonly Rule[] = [
  answerFileArchMismatch,
  answerFileName,
  answerFileShape,
  autologonMissing,
  boxstarterInProvisioner,
  boxstarterRebootOverWinrm,
  cloudSizeBelow4gb,
  crlfShellScript,
  dscLcmReboots,
  dscOptions,
  dscPaths,
  dscPluginUnloadable,
  elevationMissing,
  fileDestinationWithoutSlash,
  fileMissing,
  floppyUnsupported,
  gceStartupScriptNotIdempotent,
  isoChecksumNone,
  linuxRebootWithoutExpectDisconnect,
  mediaScriptMissing,
  memoryBelow4gb,
  memoryBelowSetupMinimum,
  missingNorestart,
  msiCalledDirectly,
  pendingRebootNotCleared,
  rebootAfterTakeover,
  rebootExitCodeWithoutRestart,
  rebootInProvisioner,
  rebootStrandsFirstLogon,
  removedKey,
  restartMeetsSteps,
  restartTimeoutTooShort,
  scAliasInPowershell,
  separateTemplates,
  shutdownCommandMissing,
  shutdownCommandReboots,
  shutdownRacesSysprep,
  specializeRebootCommand,
  sshNeverEnabled,
  stepsWithoutCommunicator,
  syntaxError,
  sysprepNotLast,
  sysprepReboots,
  sysprepWithoutWait,
  unattendOrderInvalid,
  unknownBuildName,
  unusedSuppression,
  userDataRebootNotPersistent,
  vagrantCommunicatorMissing,
  vagrantMemoryBelow4gb,
  vagrantRebootInShell,
  vagrantWinrmSettingRemoved,
  variablesNotInExecuteCommand,
  windows11MemoryBelow4gb,
  windowsGuestDefaultSsh,
  winrmBasicAuthNotAllowed,
  winrmBouncedAfterTakeover,
  winrmGateLostOnReboot,
  winrmGateNeverReopened,
  winrmNeverEnabled,
  winrmPasswordMissing,
  winrmPortTlsMismatch,
  winrmPublicNetworkProfile,
  winrmSelfSignedWithoutInsecure,
  winrmTimeoutTooShort,
  wmicRemoved,
  workAfterTakeover,
];
