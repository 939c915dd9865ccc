import { answerFileArchMismatch } from './answerFileArchMismatch';
import { answerFileName } from './answerFileName';
import { answerFileShape } from './answerFileShape';
import { aptBeforeCloudInit } from './aptBeforeCloudInit';
import { autologonMissing } from './autologonMissing';
import { boxstarterInProvisioner } from './boxstarterInProvisioner';
import { boxstarterRebootOverWinrm } from './boxstarterRebootOverWinrm';
import { circularReference } from './circularReference';
import { cloudSizeBelow4gb } from './cloudSizeBelow4gb';
import { conflictingOptions } from './conflictingOptions';
import { crlfShellScript } from './crlfShellScript';
import { deprecatedOption } from './deprecatedOption';
import { dscLcmReboots } from './dscLcmReboots';
import { dscOptions } from './dscOptions';
import { dscPaths } from './dscPaths';
import { dscPluginUnloadable } from './dscPluginUnloadable';
import { duplicateDefinition } from './duplicateDefinition';
import { elevationMissing } from './elevationMissing';
import { emptyDynamic } from './emptyDynamic';
import { fileDestinationWithoutSlash } from './fileDestinationWithoutSlash';
import { fileMissing } from './fileMissing';
import { floppyUnsupported } from './floppyUnsupported';
import { gceStartupScriptNotIdempotent } from './gceStartupScriptNotIdempotent';
import { installerUsesUpAttempts } from './installerUsesUpAttempts';
import { invalidConstraint } from './invalidConstraint';
import { invalidDuration } from './invalidDuration';
import { invalidVariable } from './invalidVariable';
import { isoChecksumNone } from './isoChecksumNone';
import { kernelUpgradeWithoutRestart } from './kernelUpgradeWithoutRestart';
import { linuxImageNotSealed } from './linuxImageNotSealed';
import { linuxInstallerWaits } from './linuxInstallerWaits';
import { linuxRebootWithoutExpectDisconnect } from './linuxRebootWithoutExpectDisconnect';
import { mediaScriptMissing } from './mediaScriptMissing';
import { memoryBelow4gb } from './memoryBelow4gb';
import { memoryBelowSetupMinimum } from './memoryBelowSetupMinimum';
import { missingNorestart } from './missingNorestart';
import { msiCalledDirectly } from './msiCalledDirectly';
import { nothingToBuild } from './nothingToBuild';
import { optionNewerThanPlugin } from './optionNewerThanPlugin';
import { pendingRebootNotCleared } from './pendingRebootNotCleared';
import { rebootAfterTakeover } from './rebootAfterTakeover';
import { rebootExitCodeWithoutRestart } from './rebootExitCodeWithoutRestart';
import { rebootInProvisioner } from './rebootInProvisioner';
import { rebootStrandsFirstLogon } from './rebootStrandsFirstLogon';
import { registryLimits } from './registryLimits';
import { removedKey } from './removedKey';
import { requiredMissing } from './requiredMissing';
import { reservedName } from './reservedName';
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
import { sshServerNotInstalled } from './sshServerNotInstalled';
import { stepsWithoutCommunicator } from './stepsWithoutCommunicator';
import { syntaxError } from './syntaxError';
import { sysprepNotLast } from './sysprepNotLast';
import { sysprepReboots } from './sysprepReboots';
import { sysprepWithoutWait } from './sysprepWithoutWait';
import { templateCallWithoutMeaning } from './templateCallWithoutMeaning';
import { unattendOrderInvalid } from './unattendOrderInvalid';
import { undeclaredName } from './undeclaredName';
import { unknownArgument } from './unknownArgument';
import { unknownBlock } from './unknownBlock';
import { unknownBuildName } from './unknownBuildName';
import { unknownComponent } from './unknownComponent';
import { unknownFunction } from './unknownFunction';
import { unknownOption } from './unknownOption';
import { unusedSource } from './unusedSource';
import { unusedSuppression } from './unusedSuppression';
import { unusedVariable } from './unusedVariable';
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
import { wrongArguments } from './wrongArguments';
import { wrongLabels } from './wrongLabels';
import { wrongType } from './wrongType';

/** All rules, by their ids. */
export const rules: readonly Rule[] = [
  answerFileArchMismatch,
  answerFileName,
  answerFileShape,
  aptBeforeCloudInit,
  autologonMissing,
  boxstarterInProvisioner,
  boxstarterRebootOverWinrm,
  circularReference,
  cloudSizeBelow4gb,
  conflictingOptions,
  crlfShellScript,
  deprecatedOption,
  dscLcmReboots,
  dscOptions,
  dscPaths,
  dscPluginUnloadable,
  duplicateDefinition,
  elevationMissing,
  emptyDynamic,
  fileDestinationWithoutSlash,
  fileMissing,
  floppyUnsupported,
  gceStartupScriptNotIdempotent,
  installerUsesUpAttempts,
  invalidConstraint,
  invalidDuration,
  invalidVariable,
  isoChecksumNone,
  kernelUpgradeWithoutRestart,
  linuxImageNotSealed,
  linuxInstallerWaits,
  linuxRebootWithoutExpectDisconnect,
  mediaScriptMissing,
  memoryBelow4gb,
  memoryBelowSetupMinimum,
  missingNorestart,
  msiCalledDirectly,
  nothingToBuild,
  optionNewerThanPlugin,
  pendingRebootNotCleared,
  rebootAfterTakeover,
  rebootExitCodeWithoutRestart,
  rebootInProvisioner,
  rebootStrandsFirstLogon,
  registryLimits,
  removedKey,
  requiredMissing,
  reservedName,
  restartMeetsSteps,
  restartTimeoutTooShort,
  scAliasInPowershell,
  separateTemplates,
  shutdownCommandMissing,
  shutdownCommandReboots,
  shutdownRacesSysprep,
  specializeRebootCommand,
  sshNeverEnabled,
  sshServerNotInstalled,
  stepsWithoutCommunicator,
  syntaxError,
  sysprepNotLast,
  sysprepReboots,
  sysprepWithoutWait,
  templateCallWithoutMeaning,
  unattendOrderInvalid,
  undeclaredName,
  unknownArgument,
  unknownBlock,
  unknownBuildName,
  unknownComponent,
  unknownFunction,
  unknownOption,
  unusedSource,
  unusedSuppression,
  unusedVariable,
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
  wrongArguments,
  wrongLabels,
  wrongType,
];
