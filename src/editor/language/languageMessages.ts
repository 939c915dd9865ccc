import * as vscode from 'vscode';
import type { Messages } from '../../language/messages';
import { duration } from '../duration';

/** What `src/language` says in the language of VS Code. */
export const languageMessages: Messages = {
  notSetByDefault: vscode.l10n.t('not set by default'),
  default: vscode.l10n.t('default'),
  defaultIs: (value) => vscode.l10n.t('default {0}', value),
  deprecated: (instead) => vscode.l10n.t('Deprecated: use {0}.', instead),
  since: (tool, version) => vscode.l10n.t('Since {0} {1}.', tool, version),
  documentation: vscode.l10n.t('Documentation'),
  configurationOf: (manifest) => vscode.l10n.t('configuration of {0}', manifest),
  convertDsc: vscode.l10n.t('Convert to core provisioners (preview)…'),
  fixAllOf: (rule) => vscode.l10n.t('Fix all {0} problems in this file', rule),
  disableForLine: (rule) => vscode.l10n.t('Turn off {0} for this line', rule),
  disableInFile: (rule) => vscode.l10n.t('Turn off {0} for this file', rule),
  turnOff: (rule) => vscode.l10n.t('Turn off {0} for this file in boxwright.json', rule),
  fixAll: vscode.l10n.t('Fix all Boxwright problems'),
  packerConnects: vscode.l10n.t('Packer connects'),
  failed: vscode.l10n.t('failed'),
  duration,
};
