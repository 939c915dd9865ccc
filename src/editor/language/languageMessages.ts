import * as vscode from 'vscode';
import type { Messages } from '../../language/messages';

/** What `src/language` says in the language of VS Code. */
export const languageMessages: Messages = {
  notSetByDefault: vscode.l10n.t('not set by default'),
  default: vscode.l10n.t('default'),
  defaultIs: vscode.l10n.t('default {0}'),
  deprecated: vscode.l10n.t('Deprecated: use {0}.'),
  since: vscode.l10n.t('Since {0} {1}.'),
  documentation: vscode.l10n.t('Documentation'),
  configurationOf: vscode.l10n.t('configuration of {0}'),
  convertDsc: vscode.l10n.t('Convert to core provisioners (preview)…'),
  fixAllOf: vscode.l10n.t('Fix all {0} problems in this file'),
  disableForLine: vscode.l10n.t('Turn off {0} for this line'),
  disableInFile: vscode.l10n.t('Turn off {0} for this file'),
  turnOff: vscode.l10n.t('Turn off {0} for this file in boxwright.json'),
  fixAll: vscode.l10n.t('Fix all Boxwright problems'),
  packerConnects: vscode.l10n.t('Packer connects'),
  failed: vscode.l10n.t('failed'),
  required: vscode.l10n.t('required'),
  requiredWith: vscode.l10n.t('required with {0}'),
  requiredOneOf: vscode.l10n.t('required: one of {0}'),
  valuesAre: vscode.l10n.t('Values: {0}.'),
  deprecatedAlone: vscode.l10n.t('Deprecated.'),
  fromEnvironment: vscode.l10n.t('If it is not set, the environment variable {0} is used.'),
  withRequired: vscode.l10n.t('with the required options'),
  allRequired: vscode.l10n.t('required options'),
};
