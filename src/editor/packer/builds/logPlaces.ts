import { createHash } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import { isWithin, pathKey } from '../../../text/pathKey';
import { PathSet } from '../../../text/pathMap';
import { ignores, repositoryOf } from '../../../tools/git/ignores';
import type { BuildRequest } from '../../../tools/packer/commands/buildRequest';
import { notify } from '../../notify';
import type { EditorServices } from '../../part';
import { isLogFileSet } from '../../settings';
import { mayWriteLog } from './logConsent';
import { ignoreLogs } from './ignoreLogs';
import { logOf } from './logOf';

/** What a build's log is placed by. */
type Request = Pick<BuildRequest, 'template' | 'log'>;

/** A repository, and what the user has said of logs in it. */
interface Answer {
  readonly repository: string;
  readonly ignored: boolean;
}

const answersKey = 'packer.logsInGit';

/**
 * Where builds write their logs: where the task or the settings say so, else beside the template, unless Git would take the
 * log for a new file of the project. There it is asked for once whether Git is to ignore logs; until that is answered, and
 * after a no, they lie in the storage of the workspace.
 */
export class LogPlaces {
  /** The repositories of which this window has asked. */
  private readonly asked = new PathSet();

  /** @param storage for the logs that have no place beside their templates; absolute */
  constructor(
    private readonly services: Pick<EditorServices, 'runner' | 'log'> & {
      readonly context: Pick<vscode.ExtensionContext, 'workspaceState'>;
    },
    private readonly storage: string,
  ) {}

  /** Where the next build of a template writes its log; nobody is asked. Absolute. */
  async of(request: Request): Promise<string> {
    const repository = await this.takenInBy(request);
    return repository === undefined ? logOf(request) : this.stored(request.template.path);
  }

  /**
   * Where a build that starts now writes its log. A question on Git does not hold it up.
   * @throws CancellationError where the user does not want a log there
   */
  async choose(request: Request): Promise<string> {
    const { template } = request;
    const repository = await this.takenInBy(request);
    if (repository !== undefined) {
      this.ask(repository, workspaceFolderOf(template.path)).catch((error: unknown) =>
        this.services.log.warn(error instanceof Error ? error.message : String(error)),
      );
      return this.stored(template.path);
    }
    const wanted = logOf(request);
    const root = workspaceFolderOf(template.path) ?? template.folder;
    if (await mayWriteLog(wanted, root, this.services.context.workspaceState)) return wanted;
    throw new vscode.CancellationError();
  }

  /** The repository in which Git would show the log as a new file, though nobody has said that it is to lie there. */
  private async takenInBy({ template, log }: Request): Promise<string | undefined> {
    if (log !== undefined || isLogFileSet(vscode.Uri.file(template.path))) return undefined;
    const repository = repositoryOf(template.folder);
    if (repository === undefined || this.answerOf(repository)?.ignored) return undefined;
    const isIgnored = await this.services.runner
      .run(ignores(logOf({ template })))
      // Without Git nobody knows.
      .catch(() => undefined);
    return isIgnored ? undefined : repository;
  }

  private stored(template: string): string {
    const id = createHash('sha256').update(pathKey(template)).digest('hex').slice(0, 8);
    return path.join(this.storage, `${path.basename(template)}-${id}`, 'packer.log');
  }

  /** @param folder of the workspace, if the template is in one */
  private async ask(repository: string, folder: string | undefined): Promise<void> {
    if (this.answerOf(repository) || this.asked.has(repository)) return;
    this.asked.add(repository);
    // What the user has not opened is not changed.
    const place = folder !== undefined && isWithin(folder, repository) ? folder : repository;
    const file = path.join(place, '.gitignore');
    const add = vscode.l10n.t('Add to .gitignore');
    const no = vscode.l10n.t('Keep Logs in Storage');
    const answer = await notify.information(
      vscode.l10n.t(
        'Git does not ignore the logs of builds. Add packer*.log to {0}, so that they can lie beside their templates? Until then they are kept in the storage of this workspace; Packer: Open Log… opens them.',
        vscode.workspace.asRelativePath(file),
      ),
      add,
      no,
    );
    if (answer === undefined) return;
    if (answer === add) await ignoreLogs(file);
    await this.remember({ repository, ignored: answer === add });
  }

  private get answers(): readonly Answer[] {
    return this.services.context.workspaceState.get<Answer[]>(answersKey, []);
  }

  private answerOf(repository: string): Answer | undefined {
    return this.answers.find((one) => pathKey(one.repository) === pathKey(repository));
  }

  private async remember(answer: Answer): Promise<void> {
    await this.services.context.workspaceState.update(answersKey, [...this.answers, answer]);
  }
}

const workspaceFolderOf = (file: string): string | undefined =>
  vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file))?.uri.fsPath;
