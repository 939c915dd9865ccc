import * as vscode from 'vscode';
import { findScriptPlaces } from '../../../tools/packer/log/findScriptPlaces';
import { LogFile } from '../../../tools/packer/log/logFile';
import type { LoggedPlace } from '../../../tools/packer/log/logOutline';
import { slices } from '../../../analysis/slices';
import { placeUri } from './localFiles';
import type { LogRuns } from './logRuns';

interface Link extends vscode.TerminalLink {
  readonly uri: vscode.Uri;
}

/** So many logs are looked into, those of the last runs: what an older terminal shows has no links. */
const mostLogs = 4;

/**
 * The same links in the terminals of builds. A terminal shows lines without what stands before them, but a build writes
 * the same lines to its log, which tells which script ran when.
 */
export class TerminalLinks implements vscode.TerminalLinkProvider<Link> {
  private readonly files = new Map<string, LogFile>();

  /** @param latest the logs of the last runs, newest first */
  constructor(
    private readonly latest: () => readonly string[],
    private readonly runs: LogRuns,
  ) {}

  async provideTerminalLinks(
    { line }: vscode.TerminalLinkContext,
    token: vscode.CancellationToken,
  ): Promise<Link[]> {
    // A line begins as Packer's do, and names a script: any other terminal's ends here.
    if (!/^(?:\S+: )?(?:==>| {3})/.test(line) || !findScriptPlaces(line.replace(/^\d\S+Z: /, '')).length)
      return [];
    const logs = this.latest().slice(0, mostLogs);
    for (const log of this.files.keys()) if (!logs.includes(log)) this.files.delete(log);
    for (const log of logs) {
      const places = (await this.placesIn(log)).filter(({ text }) => text.trimEnd() === line.trimEnd());
      if (token.isCancellationRequested) return [];
      // What scripts say twice is nearly always about the last time.
      const [last] = places.slice(-1);
      if (last)
        return this.linksOf(
          log,
          places.filter(({ at }) => at === last.at),
        );
    }
    return [];
  }

  async handleTerminalLink({ uri }: Link): Promise<void> {
    await vscode.commands.executeCommand('vscode.open', uri);
  }

  private async linksOf(log: string, places: readonly LoggedPlace[]): Promise<Link[]> {
    const found = await this.runs.resolve(log, places);
    return found.map(({ place: { start, end }, file }) => ({
      startIndex: start,
      length: end - start,
      tooltip: vscode.l10n.t('Open {0}', vscode.workspace.asRelativePath(file.path)),
      uri: placeUri(file),
    }));
  }

  private async placesIn(log: string): Promise<LoggedPlace[]> {
    const file = this.files.get(log) ?? new LogFile(log, await this.runs.expectedOf(log));
    this.files.set(log, file);
    // A log that is gone has no links.
    const outline = await file.outline(slices()).catch(() => undefined);
    return outline?.places ?? [];
  }
}
