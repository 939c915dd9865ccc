import * as vscode from 'vscode';
import { notify } from '../../notify';
import { readPipeline } from '../../../pipeline/pipeline';
import type { Template } from '../../../pipeline/template/template';
import { describeTakeOver } from '../../../words/takeOver';
import { editorFiles } from '../../editorFiles';
import { goTo } from '../../lint/goTo';

/** Opens the command after which Packer connects; says why there is none in the builds of a template. */
export async function showConnection(template: Template): Promise<void> {
  const { timelines } = readPipeline(template, editorFiles());
  const targets = timelines.flatMap(({ build, takeOver }) =>
    takeOver.kind === 'after' ? [{ name: build.shownName, location: takeOver.event.effect.location }] : [],
  );
  // Most builds of a template share the script or answer file that lets Packer in.
  const distinct = [...new Map(targets.map((target) => [JSON.stringify(target.location), target])).values()];
  if (distinct.length) return goTo(distinct, vscode.l10n.t('Where Packer Connects'));
  const reasons = new Set(timelines.map(({ takeOver }) => describeTakeOver(takeOver)));
  const name = vscode.workspace.asRelativePath(template.path);
  void notify.information(
    reasons.size
      ? vscode.l10n.t('{0}: {1}', name, [...reasons].join(' '))
      : vscode.l10n.t('{0} has no builds.', name),
  );
}
