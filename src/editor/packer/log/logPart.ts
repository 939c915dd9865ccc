import * as vscode from 'vscode';
import type { Template } from '../../../pipeline/template/template';
import { activeFile } from '../../activeFile';
import type { Part } from '../../part';
import { settings } from '../../settings';
import { UserFacingError } from '../../showFailure';
import type { BuildService } from '../builds/buildService';
import { pickTemplate } from '../templates/pickTemplate';
import type { TemplateArgument } from '../templates/pickTemplate';
import { templateAt } from '../templates/templateAt';
import { FollowLog } from './followLog';
import { LogDocuments } from './logDocuments';
import { LogEnds } from './logEnds';
import { LogFolding } from './logFolding';
import { logLanguage, setLogLanguages } from './logLanguage';
import { LogLinks } from './logLinks';
import { endScheme } from './logPathOf';
import { LogRuns } from './logRuns';
import { LogSymbols } from './logSymbols';
import { allLogs, logsOf, pickLog, showLog } from './showLog';
import { TerminalLinks } from './terminalLinks';
import { isSamePath } from '../../../text/pathKey';

/** The logs of builds in the editor: opened, followed, folded, outlined, with links into scripts. */
export function logPart(builds: BuildService): Part & { readonly follow: FollowLog } {
  const runs = new LogRuns(builds.store);
  const logs = new LogDocuments((log) => runs.expectedOf(log));
  const follow = new FollowLog();
  const ends = new LogEnds();
  const selector: vscode.DocumentSelector = { language: logLanguage };
  const latest = () => builds.store.list().flatMap(({ log }) => log ?? []);
  return {
    follow,
    commands: {
      'boxwright.packer.openLog': async (given?: TemplateArgument) => {
        const log = await chooseLog(given, builds);
        if (log !== undefined) await showLog(log);
      },
      'boxwright.packer.followLog': async (given?: TemplateArgument) => {
        if (isOpenLog(given) && (await follow.toggle())) return;
        const log = await chooseLog(given, builds);
        if (log !== undefined) await follow.follow(log);
      },
    },
    disposables: [
      logs,
      follow,
      ends,
      setLogLanguages(),
      followNewBuilds(builds, follow),
      vscode.workspace.registerTextDocumentContentProvider(endScheme, ends),
      vscode.languages.registerFoldingRangeProvider(selector, new LogFolding(logs)),
      vscode.languages.registerDocumentSymbolProvider(selector, new LogSymbols(logs), {
        label: vscode.l10n.t('Packer Log'),
      }),
      vscode.languages.registerDocumentLinkProvider(selector, new LogLinks(logs, runs)),
      vscode.window.registerTerminalLinkProvider(new TerminalLinks(latest, runs)),
    ],
  };
}

/** Whether the command is about the log in the active editor: called without anything, or from its title bar. */
function isOpenLog(given: TemplateArgument | undefined): boolean {
  const document = vscode.window.activeTextEditor?.document;
  return (
    document?.languageId === logLanguage &&
    (given === undefined || (given instanceof vscode.Uri && given.toString() === document.uri.toString()))
  );
}

/** The log that a menu of the Explorer or of an editor is about; undefined where it is about a template. Absolute. */
const logGiven = async (given: unknown): Promise<string | undefined> =>
  given instanceof vscode.Uri && !(await templateAt(given.fsPath)) ? given.fsPath : undefined;

/** The given log; of the given template the last one; else one that the user picks, those of the open template first. */
async function chooseLog(
  given: TemplateArgument | undefined,
  builds: BuildService,
): Promise<string | undefined> {
  const { store } = builds;
  const named = await logGiven(given);
  if (named !== undefined) return named;
  if (given) {
    const template = await pickTemplate(given);
    const [last] = template ? logsOf(template.path, template.folder, store) : [];
    if (!last) throw new UserFacingError(vscode.l10n.t('No log yet. Build a template first.'));
    return last.path;
  }
  const template = await openTemplate();
  const own = template ? logsOf(template.path, template.folder, store) : [];
  const others = allLogs(store).filter(({ path }) => !own.some((log) => isSamePath(log.path, path)));
  const all = [...own, ...others];
  if (all.length) return pickLog(all);
  // Nothing was built from here: a log of an earlier time may lie beside a template.
  const picked = await pickTemplate(undefined);
  return picked && pickLog(logsOf(picked.path, picked.folder, store));
}

async function openTemplate(): Promise<Template | undefined> {
  const uri = activeFile();
  return uri && templateAt(uri.fsPath);
}

/** Opens and follows the logs of builds that begin, when the settings ask for it. */
function followNewBuilds(builds: BuildService, follow: FollowLog): vscode.Disposable {
  const seen = new Set<string>();
  return builds.onDidChange(() => {
    for (const { record } of builds.all) {
      if (seen.has(record.id)) continue;
      seen.add(record.id);
      if (settings.followLog() && record.log !== undefined)
        void follow.follow(record.log, { preserveFocus: true }).catch(() => undefined);
    }
  });
}
