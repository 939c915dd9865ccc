import * as vscode from 'vscode';
import { notify } from '../../../notify';
import type { EditorServices } from '../../../part';
import type { DscMessage, Remedy } from './dscMessages';

/** What is done by another command. */
const commands = {
  convert: 'boxwright.packer.convertDsc',
  installPacker: 'boxwright.packer.installPacker',
} as const satisfies Partial<Record<Remedy, string>>;

const pages = {
  installGo: 'https://go.dev/dl/',
  installGit: 'https://git-scm.com/downloads',
} as const satisfies Partial<Record<Remedy, string>>;

/** Says why packer-dsc can't be had, with what else would do. @returns `program`: the user has one */
export async function offerRemedies(
  { text, remedies }: DscMessage,
  { log }: Pick<EditorServices, 'log'>,
): Promise<'program' | undefined> {
  log.warn(text);
  const titles: Readonly<Record<Remedy, string>> = {
    installGo: vscode.l10n.t('How to Install Go'),
    installGit: vscode.l10n.t('How to Install Git'),
    installPacker: vscode.l10n.t('Install Another Version of Packer…'),
    convert: vscode.l10n.t('Convert dsc to Core Provisioners'),
    program: vscode.l10n.t('Use a Program or Zip File…'),
    log: vscode.l10n.t('Show Log'),
  };
  const chosen = await notify.error(text, ...remedies.map((one) => titles[one]));
  const way = remedies.find((one) => titles[one] === chosen);
  if (way === 'installGo' || way === 'installGit')
    await vscode.env.openExternal(vscode.Uri.parse(pages[way]));
  else if (way === 'convert' || way === 'installPacker') await vscode.commands.executeCommand(commands[way]);
  else if (way === 'log') log.show();
  return way === 'program' ? way : undefined;
}
