import { expectedBuilds } from '../../../tools/packer/plan/expectedBuilds';
import type { LoggedPlace } from '../../../tools/packer/log/logOutline';
import { inlineCommand } from '../../../tools/packer/log/inlineCommand';
import type { ExpectedBuild } from '../../../tools/packer/output/runProgress';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import type { RunStore } from '../../../tools/packer/runs/runStore';
import { editorFiles } from '../../editorFiles';
import { Converter } from '../../lint/convert';
import { templateAt } from '../templates/templateAt';
import { isSamePath } from '../../../text/pathKey';
import { foldersOf, LocalFiles } from './localFiles';
import type { FilePlace } from './localFiles';

/** Tells of which run a log is, and so what the paths in it mean. */
export class LogRuns {
  constructor(private readonly store: Pick<RunStore, 'list'>) {}

  /** @param log its path */
  recordOf(log: string): RunRecord | undefined {
    return this.store.list().find((record) => isSamePath(record.log, log));
  }

  /** What the template of the run would build; nothing where it is not known, or gone. */
  async expectedOf(log: string): Promise<readonly ExpectedBuild[]> {
    const record = this.recordOf(log);
    const template = record && (await templateAt(record.template));
    return template ? expectedBuilds(template) : [];
  }

  /** Where the places are on this machine that a log names; each of them once for each that could be found. */
  async resolve<Place extends LoggedPlace>(
    log: string,
    places: readonly Place[],
  ): Promise<{ readonly place: Place; readonly file: FilePlace }[]> {
    if (!places.length) return [];
    const record = this.recordOf(log);
    const local = new LocalFiles(foldersOf(log, record?.cwd));
    const template =
      places.some(({ inline }) => inline) && record ? await templateAt(record.template) : undefined;
    const converter = new Converter(editorFiles());
    const found: { place: Place; file: FilePlace }[] = [];
    for (const place of places) {
      const file = await local.find(place);
      const command = file === undefined && place.inline && template && inlineCommand(template, place);
      if (file !== undefined) found.push({ place, file: { ...placeIn(place), path: file } });
      else if (command) {
        const { start } = converter.range(command.path, command.span);
        const { path } = command;
        found.push({ place, file: { path, line: start.line + 1, column: start.character + 1 } });
      }
    }
    return found;
  }
}

const placeIn = ({ line, column }: LoggedPlace): Omit<FilePlace, 'path'> => ({
  line,
  ...(column !== undefined && { column }),
});
