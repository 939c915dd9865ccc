import path from 'node:path';
import type { Location } from '../../../text/location';
import { LogFile } from '../../../tools/packer/log/logFile';
import type { LogOutline } from '../../../tools/packer/log/logOutline';
import { scriptOf } from '../../../tools/packer/log/scriptSources';
import type { RunStep } from '../../../tools/packer/output/runStep';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import { slices } from '../../../analysis/slices';
import { foldersOf, LocalFiles } from '../log/localFiles';
import type { FilePlace } from '../log/localFiles';
import type { LogRuns } from '../log/logRuns';
import { templateAt } from '../templates/templateAt';

/** Where a step stands that failed, as far as the output of the run and the template tell. */
export interface FailedPlace {
  readonly step: RunStep;
  /** The line of a script, or the inline command, of which the output speaks. */
  readonly line?: FilePlace;
  /** The script that ran; absolute. */
  readonly script?: string;
  /** The provisioner in the template, or the build. */
  readonly template?: Location;
}

/** A place for each step of a run that failed. */
export async function failedPlaces(record: RunRecord, runs: LogRuns): Promise<FailedPlace[]> {
  const steps = record.steps.filter(({ failed }) => failed);
  if (!steps.length) return [];
  const template = await templateAt(record.template);
  const outline = record.log === undefined ? undefined : await outlineOf(record.log, runs);
  const local = new LocalFiles(record.log === undefined ? [record.cwd] : foldersOf(record.log, record.cwd));
  return Promise.all(
    steps.map(async (step) => {
      const build = template?.builds.find(({ name }) => name === step.build);
      const provisioner = build?.provisioners[step.provisioner ?? -1];
      const written = (provisioner ?? build)?.typeLocation;
      const line = outline && (await lineOf(step, record.log ?? '', outline, runs));
      const named = scriptOf(step.text);
      const script = named === undefined ? undefined : await local.find({ files: [path.normalize(named)] });
      return {
        step,
        ...(line && { line }),
        ...(script !== undefined && { script }),
        ...(written && { template: written }),
      };
    }),
  );
}

/** A log that is gone has none. */
const outlineOf = async (log: string, runs: LogRuns): Promise<LogOutline | undefined> =>
  new LogFile(log, await runs.expectedOf(log)).outline(slices()).catch(() => undefined);

/** The last place that the output of the step names, and that is on this machine. */
async function lineOf(
  { build, text }: RunStep,
  log: string,
  outline: LogOutline,
  runs: LogRuns,
): Promise<FilePlace | undefined> {
  const places = outline.places.filter(
    ({ step }) => step?.failed && step.build === build && step.text === text,
  );
  return (await runs.resolve(log, places)).at(-1)?.file;
}
