import type { Part } from '../../part';
import type { BuildService } from '../builds/buildService';
import type { TemplateArgument } from '../templates/pickTemplate';
import { RunDocuments } from './runDocuments';
import { RunNotices } from './runNotices';

/** Runs in the editor: while they run, when they end, and what is kept of them. */
export function runViewPart(builds: BuildService): Part & { readonly notices: RunNotices } {
  const notices = new RunNotices(builds);
  const documents = new RunDocuments(builds, notices.onDidUpdate);
  return {
    notices,
    commands: {
      'boxwright.packer.showRunHistory': async (given?: TemplateArgument) =>
        (await import('./showRunHistory')).showRunHistory(given, builds.store, documents),
      'boxwright.packer.showRun': (id: string) => {
        notices.status.seen();
        return documents.show(id);
      },
      'boxwright.packer.showRunning': async () =>
        (await import('./showRunning')).showRunning(builds, documents, notices.status),
    },
    disposables: [documents, notices],
  };
}
