import * as vscode from 'vscode';
import type { Shared } from '../../part';
import type { DscMessage, WayOut } from './dscMessages';

/** The command that writes dsc steps as core provisioners. */
const convert = 'boxwright.packer.convertDsc';

/** Says why packer-dsc can't be had, with what else would do. @returns `program`: the user has one */
export async function offerWaysOut(
  { text, waysOut }: DscMessage,
  { log }: Pick<Shared, 'log'>,
): Promise<'program' | undefined> {
  log.warn(text);
  const titles: Readonly<Record<WayOut, string>> = {
    installGo: vscode.l10n.t('How to Install Go'),
    installGit: vscode.l10n.t('How to Install Git'),
    convert: vscode.l10n.t('Convert the dsc Provisioner'),
    program: vscode.l10n.t('Use a Ready Program…'),
    log: vscode.l10n.t('Show Log'),
  };
  const canConvert = (await vscode.commands.getCommands(true)).includes(convert);
  const offered = waysOut.filter((one) => one !== 'convert' || canConvert);
  const chosen = await vscode.window.showErrorMessage(text, ...offered.map((one) => titles[one]));
  const way = offered.find((one) => titles[one] === chosen);
  if (way === 'installGo') await vscode.env.openExternal(vscode.Uri.parse('https://go.dev/dl/'));
  if (way === 'installGit') await vscode.env.openExternal(vscode.Uri.parse('https://git-scm.com/downloads'));
  if (way === 'convert') await vscode.commands.executeCommand(convert);
  if (way === 'log') log.show();
  return way === 'program' ? way : undefined;
}
