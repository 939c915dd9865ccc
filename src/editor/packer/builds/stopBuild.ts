import * as vscode from 'vscode';
import { UserFacingError } from '../../showFailure';
import type { BuildService } from './buildService';
import { pickTemplate } from '../templates/pickTemplate';
import type { TemplateArgument } from '../templates/pickTemplate';

/**
 * Stops the build of a template, else the running one, or the one of several that the user picks.
 * @throws UserFacingError when there is none
 */
export async function stopBuild(builds: BuildService, argument?: TemplateArgument): Promise<void> {
  const running = argument ? await buildsOf(argument, builds) : builds.all;
  if (!running.length) throw new UserFacingError(vscode.l10n.t('No build is running in this window.'));
  const picked =
    running.length === 1
      ? running[0]
      : (
          await vscode.window.showQuickPick(
            running.map((build) => ({
              label: vscode.workspace.asRelativePath(build.record.template),
              build,
            })),
            { placeHolder: vscode.l10n.t('Select a build to stop') },
          )
        )?.build;
  picked?.stop();
}

async function buildsOf(argument: TemplateArgument, builds: BuildService) {
  const template = await pickTemplate(argument);
  const running = template && builds.running(template.path);
  return running ? [running] : [];
}
