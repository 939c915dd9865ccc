import { isConfigurationFile } from '../lint/configuration/configurationFile';
import type { Changes } from '../tools/fileChanges';
import type { AnalysisSession } from './analysisSession';
import { slices } from './slices';

/** When the linter runs. */
export type LintRun = 'onType' | 'onSave' | 'manual';

/** How long after the last key stroke the linter looks at a file. Milliseconds. */
const delay = 150;

/** How long after files came or went what lacked them, or had them, is linted: a build makes many. Milliseconds. */
const filesDelay = 500;

/** What changes which files are looked at, and what counts in them. */
const projectFile = /(^|[\\/])(boxwright(-baseline)?\.json|\.gitignore|\.gitmodules)$/;

/** What starts the linter, as the user has chosen: each change, saving a file, or only being asked to. The paths are of files on the disk. */
export class LintTriggers {
  /** @param readWorkspace looks at what is there, and lints what is not known of it */
  constructor(
    private readonly lint: Pick<
      AnalysisSession,
      'schedule' | 'scheduleAll' | 'scheduleAffected' | 'note' | 'forgetFile' | 'forgetGone' | 'diskChanged'
    >,
    private readonly run: () => LintRun,
    private readonly readWorkspace: (which: 'new' | 'none') => void,
  ) {}

  /** Reads the workspace: at the start, and when other folders belong to it. */
  begin(): void {
    this.readWorkspace(this.isManual() ? 'none' : 'new');
  }

  opened(path: string): void {
    if (this.isManual()) this.lint.note(path);
    else this.lint.schedule(path, 0);
  }

  changed(path: string): void {
    if (this.run() !== 'onType') return;
    if (isConfigurationFile(path)) this.lint.scheduleAll(delay);
    else this.lint.schedule(path, delay);
  }

  saved(path: string): void {
    this.opened(path);
  }

  /** What was not saved is gone; a template outside of the workspace is no longer looked at. */
  closed(path: string, isInWorkspace: boolean): void {
    if (!isInWorkspace) this.lint.forgetFile(path);
    else if (!this.isManual()) this.lint.schedule(path, 0);
  }

  /** The user has chosen otherwise, or nothing is known any more. @param open the files that are open */
  reconfigured(open: Iterable<string>): void {
    if (!this.isManual()) this.lint.scheduleAll(0);
    for (const path of open) this.opened(path);
    this.begin();
  }

  /** A file that comes or goes changes what is missing. */
  async onDisk(changes: Changes): Promise<void> {
    const { came, changed, gone } = changes;
    this.lint.diskChanged(changes);
    this.lint.forgetGone(gone);
    const all = new Set([...came, ...changed, ...gone]);
    if (!this.isManual()) this.lint.scheduleAffected({ came, gone }, filesDelay);
    if ([...all].some((file) => projectFile.test(file))) {
      if (!this.isManual()) this.lint.scheduleAll(0);
      this.begin();
    }
    // Short ones: what is due is linted between them.
    const pause = slices(2);
    for (const file of all) {
      await pause();
      this.opened(file);
    }
  }

  private isManual(): boolean {
    return this.run() === 'manual';
  }
}
