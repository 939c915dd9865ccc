import * as vscode from 'vscode';
import type { BuildRequest } from '../../../tools/packer/commands/buildRequest';
import { selectedBuilds } from '../../../tools/packer/commands/selectedBuilds';
import { asBuilt } from '../../../tools/packer/plan/asBuilt';
import { AlreadyBuilding } from '../../../tools/packer/runs/buildClaims';
import type { BuildClaims, Claim, Wanted } from '../../../tools/packer/runs/buildClaims';
import { surroundings } from '../../../tools/packer/leftovers/surroundings';
import { foreignReason } from '../../../tools/packer/leftovers/foreign';
import { footprintOf } from '../../../tools/packer/runs/footprint';
import type { Footprint } from '../../../tools/packer/runs/footprint';
import type { RunStore } from '../../../tools/packer/runs/runStore';
import { editorFiles } from '../../editorFiles';
import { isAmongPaths } from '../../../text/pathKey';
import { UserFacingError } from '../../showFailure';
import { describeForeign } from './cleanUp/describeDoubt';

/** Keeps two builds apart that would use the same, and says why one has to wait. */
export class TemplateClaims {
  /**
   * @param store knows what earlier runs have made
   * @param follows whether this window follows a build of a template
   */
  constructor(
    private readonly claims: BuildClaims,
    private readonly store: Pick<RunStore, 'list'>,
    private readonly follows: (template: string) => boolean,
  ) {}

  /** @throws UserFacingError when a template is being built, by any window. @param template its path */
  async checkFree(template: string): Promise<void> {
    const holder = await this.claims.holder(template);
    if (holder) throw this.refusal(new AlreadyBuilding(holder, undefined));
  }

  /**
   * Claims the template of a build, and the folders that it will write to.
   * @throws UserFacingError when another build uses one of them, or Packer would delete one that nobody is known to have
   * built; Error of the file system
   */
  async take(request: BuildRequest, more: Omit<Wanted, 'template' | 'footprint'>): Promise<Claim> {
    const { template, target, choices } = request;
    const built = asBuilt(request, editorFiles());
    const footprint = footprintOf(built, selectedBuilds(built, choices), target.cwd);
    if (choices.force) this.checkDeleted(request, footprint);
    try {
      return await this.claims.take({ ...more, template: template.path, footprint });
    } catch (error) {
      throw error instanceof AlreadyBuilding ? this.refusal(error) : error;
    }
  }

  /** The pages before a build ask; a task that is run again may come without them. */
  private checkDeleted({ template, target, mayDelete = [] }: BuildRequest, { folders }: Footprint): void {
    const around = surroundings({ template, cwd: target.cwd, files: editorFiles() });
    const runs = this.store.list(template.path);
    for (const { path: folder } of folders) {
      const why = isAmongPaths(folder, mayDelete) ? 'own' : (foreignReason(folder, around, runs) ?? 'own');
      if (why === 'own') continue;
      throw new UserFacingError(
        vscode.l10n.t(
          'With -force Packer would delete {0}, and no build is known to have made it: {1}. Build without -force, or select the folder in Packer: Build….',
          folder,
          describeForeign(why),
        ),
      );
    }
  }

  private refusal({ claim: { template, owner }, folder }: AlreadyBuilding): UserFacingError {
    const name = vscode.workspace.asRelativePath(template);
    if (folder !== undefined)
      return new UserFacingError(
        vscode.l10n.t(
          'The build of {0} writes to {1}. Wait until it ends, or stop it first.',
          name,
          vscode.workspace.asRelativePath(folder),
        ),
      );
    return new UserFacingError(
      owner.pid === process.pid || this.follows(template)
        ? vscode.l10n.t(
            '{0} is already being built. A second build would overwrite its output, even without -force. Stop the build first, or wait until it ends.',
            name,
          )
        : vscode.l10n.t(
            '{0} is already being built in another window. A second build would overwrite its output, even without -force. Stop the build there first, or wait until it ends.',
            name,
          ),
    );
  }
}
