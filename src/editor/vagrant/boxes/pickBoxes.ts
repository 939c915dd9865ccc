import * as vscode from 'vscode';
import { readBoxes } from '../../../tools/vagrant/readBoxes';
import type { Box } from '../../../tools/vagrant/readBoxes';
import { UserFacingError } from '../../showFailure';
import { boxesOf } from './boxItems';
import type { BoxItem } from './boxItems';

/** Boxes as they are offered to be picked. */
export const boxPicks = (boxes: readonly Box[]): (vscode.QuickPickItem & { readonly box: Box })[] =>
  boxes.map((box) => ({
    label: box.name,
    description: [box.version, box.provider, box.architecture].filter(Boolean).join(' · '),
    box,
  }));

/** The boxes of the items that a command was called for, each once: several can be selected, a name and its version too. */
export const givenBoxes = (item: BoxItem | undefined, selected: readonly BoxItem[] = []): Box[] => [
  ...new Map(
    [...(item && !selected.includes(item) ? [item] : selected)]
      .flatMap(boxesOf)
      .map((box) => [box.folder, box] as const),
  ).values(),
];

/** @throws UserFacingError when there is none to pick */
export async function pickBox(home: string, placeHolder: string): Promise<Box | undefined> {
  const picked = await vscode.window.showQuickPick(boxPicks(someBoxes(home)), {
    placeHolder,
    matchOnDescription: true,
  });
  return picked?.box;
}

/** @returns none when the user picked none. @throws UserFacingError when there is none to pick */
export async function pickBoxes(home: string, placeHolder: string): Promise<Box[]> {
  const picked = await vscode.window.showQuickPick(boxPicks(someBoxes(home)), {
    placeHolder,
    matchOnDescription: true,
    canPickMany: true,
  });
  return (picked ?? []).map(({ box }) => box);
}

function someBoxes(home: string): Box[] {
  const boxes = readBoxes(home);
  if (!boxes.length) throw new UserFacingError(vscode.l10n.t('No boxes are installed on this computer.'));
  return boxes;
}
