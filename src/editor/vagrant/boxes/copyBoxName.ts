import * as vscode from 'vscode';
import type { Box } from '../../../tools/vagrant/readBoxes';
import { pickBox } from './pickBoxes';

/** Copies what `config.vm.box` takes. @param given none to pick. @throws UserFacingError when there is none to pick */
export async function copyBoxName(home: string, given: readonly Box[]): Promise<void> {
  const [box = await pickBox(home, vscode.l10n.t('Select a box to copy its name'))] = given;
  const names = new Set((given.length ? given : box ? [box] : []).map(({ name }) => name));
  if (names.size) await vscode.env.clipboard.writeText([...names].join('\n'));
}
