import * as vscode from 'vscode';
import { wrapperVersion } from '../../../../tools/packer/dsc/packerDsc';
import type { DscPlan, DscSource } from '../../../../tools/packer/dsc/packerDsc';

/** What is done when packer-dsc is installed, for the user to agree to. */
export function planText(plan: DscPlan): string {
  const { packer, way, source, go, folder, target, replaces, others, hides } = plan;
  const list = (files: readonly string[]) => files.map((file) => `\n    ${file}`).join('');
  const built = go && [
    vscode.l10n.t(
      'Go {0} builds it for {1}, with the modules that its go.sum names, which Go downloads and keeps as always.',
      go.version,
      `${go.target.os}/${go.target.arch}`,
    ),
    ...(way.build === 'wrapper'
      ? [vscode.l10n.t('A main of Boxwright’s gives it the version {0}: its own says none.', wrapperVersion)]
      : []),
  ];
  return [
    `${sourceText(source)} ${vscode.l10n.t('That is done in a folder of the editor, which is removed afterwards.')}`,
    ...(built ? [built.join(' ')] : []),
    vscode.l10n.t(
      'It is started once, as Packer would, to see whether Packer {0} can load it.',
      packer.version,
    ),
    (way.placing === 'packer'
      ? vscode.l10n.t('Packer puts it into place (packer plugins install --path):')
      : vscode.l10n.t('It is put into place:')) + list([target ?? folder]),
    ...(replaces.length ? [vscode.l10n.t('That takes the place of the one that is there.')] : []),
    ...(others.length
      ? [vscode.l10n.t('Packer finds another one, too, and may take that instead:') + list(others)]
      : []),
    ...(hides.length
      ? [
          vscode.l10n.t(
            'The folder .packer.d is new. A Packer from 1.7.5 on looks only there once it exists, and finds these no more:',
          ) + list(hides),
        ]
      : []),
    vscode.l10n.t(
      'Packer then validates a small template with a dsc provisioner. If anything fails, all is as before.',
    ),
    vscode.l10n.t('It is a program by others that runs with your rights. Install only what you trust.'),
  ].join('\n\n');
}

function sourceText(source: DscSource): string {
  switch (source.kind) {
    case 'git':
      return vscode.l10n.t('Git fetches {0}, commit {1}.', source.url, source.commit);
    case 'folder':
      return vscode.l10n.t('{0} is copied.', source.path);
    case 'file':
      return vscode.l10n.t('{0} is copied.', source.path);
  }
}
