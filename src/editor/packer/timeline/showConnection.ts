import * as vscode from 'vscode';
import { notify } from '../../notify';
import { goTo } from '../../lint/goTo';
import type { LiveLint } from '../../lint/liveLint';

/** Opens the command after which Packer connects; says why there is none in the builds of a template. @param template its path */
export async function showConnection(template: string, lint: Pick<LiveLint, 'ask'>): Promise<void> {
  const found = await lint.ask('connections', template);
  if (found?.targets.length) return goTo(found.targets, vscode.l10n.t('Where Packer Connects'));
  const name = vscode.workspace.asRelativePath(template);
  void notify.information(
    found?.reasons.length
      ? vscode.l10n.t('{0}: {1}', name, found.reasons.join(' '))
      : vscode.l10n.t('{0} has no builds.', name),
  );
}
