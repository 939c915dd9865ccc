import { memoizeByObject } from '../../../text/memoizeByObject';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import type { Part } from '../../part';
import type { WatchedFiles } from '../../watchedFiles';
import type { BuildService } from '../builds/buildService';
import type { TemplateArgument } from '../templates/pickTemplate';
import { LogRuns } from '../log/logRuns';
import { failedPlaces } from './failedPlaces';
import { FailureProblems } from './failureProblems';
import { RunDocuments } from './runDocuments';
import { RunNotices } from './runNotices';
import { runToShow } from './runToShow';
import type { RunArgument } from './runToShow';

/** Runs in the editor: while they run, when they end, and what is kept of them. */
export function runViewPart(
  builds: BuildService,
  files: WatchedFiles,
): Part & { readonly notices: RunNotices } {
  const runs = new LogRuns(builds.store);
  const placesOf = memoizeByObject((record: RunRecord) => failedPlaces(record, runs));
  const notices = new RunNotices(builds, placesOf);
  const problems = new FailureProblems(builds, files, placesOf);
  const documents = new RunDocuments(builds, notices.onDidUpdate);
  return {
    notices,
    commands: {
      'boxwright.packer.showRunHistory': async (given?: TemplateArgument) =>
        (await import('./showRunHistory')).showRunHistory(given, builds.store, documents),
      'boxwright.packer.showRun': async (given?: RunArgument) => {
        notices.status.seen();
        const id = await runToShow(given, builds.store);
        if (id !== undefined) await documents.show(id);
      },
      'boxwright.packer.showRunning': async () =>
        (await import('./showRunning')).showRunning(builds, documents, notices.status),
    },
    disposables: [documents, notices, problems],
  };
}
