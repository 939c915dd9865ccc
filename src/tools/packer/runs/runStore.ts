import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeFileAtomically } from '../../writeFileAtomically';
import { defaultChoices } from '../commands/buildChoices';
import type { RunRecord } from './runRecord';

/** As many runs are kept, over all templates of a workspace. */
const kept = 300;

/** Every window that follows a run has seen its end by then. Milliseconds. */
const folderKeptMs = 60_000;

/** The runs of a workspace, a file each, so that a crash spoils one at the most. */
export class RunStore {
  /** By their ids; undefined until they are asked for. */
  private records: Map<string, RunRecord> | undefined;

  /** @param folder is made when there is something to keep */
  constructor(private readonly folder: string) {}

  /** Newest first. @param template only the runs of this one */
  list(template?: string): RunRecord[] {
    return [...this.load().values()]
      .filter((record) => template === undefined || record.template === template)
      .sort((one, other) => (one.id < other.id ? 1 : -1));
  }

  /** A run as it is on disk: another window of the workspace may have written it. @returns undefined when it is gone */
  reread(id: string): RunRecord | undefined {
    const [record] = readRecord(this.fileOf(id));
    if (record) this.load().set(id, record);
    else this.load().delete(id);
    return record;
  }

  /** Keeps a run, in place of what was kept of it before. @throws Error of the file system */
  save(record: RunRecord): void {
    const records = this.load();
    mkdirSync(this.folder, { recursive: true });
    writeFileAtomically(this.fileOf(record.id), JSON.stringify(record));
    records.set(record.id, record);
    for (const { id } of this.list().slice(kept)) this.remove(id);
  }

  /** Where the launcher of a run speaks while that is running; absolute. */
  folderOf = (id: string): string => path.join(this.folder, id);

  remove(id: string): void {
    rmSync(this.fileOf(id), { force: true });
    this.removeFolder(id);
    this.load().delete(id);
  }

  /**
   * Removes what the launchers of runs have left that ended a while ago: what they said is in the records.
   * @param now milliseconds since 1970
   */
  removeOldFolders(now: number): void {
    for (const { id, ended } of this.load().values())
      if (ended !== undefined && now - ended > folderKeptMs) this.removeFolder(id);
  }

  private removeFolder(id: string): void {
    rmSync(this.folderOf(id), { recursive: true, force: true });
  }

  private load(): Map<string, RunRecord> {
    return (this.records ??= new Map(this.read().map((record) => [record.id, record])));
  }

  private read(): RunRecord[] {
    try {
      return readdirSync(this.folder)
        .filter((name) => name.endsWith('.json'))
        .flatMap((name) => readRecord(path.join(this.folder, name)));
    } catch {
      return [];
    }
  }

  private fileOf = (id: string): string => path.join(this.folder, `${id}.json`);
}

/** Nothing for a file that is no record, or not one of ours. */
function readRecord(file: string): RunRecord[] {
  try {
    const record = JSON.parse(readFileSync(file, 'utf8')) as RunRecord;
    if (typeof record.template !== 'string' || `${record.id}.json` !== path.basename(file)) return [];
    // An older version may have known fewer choices.
    return [{ ...record, choices: { ...defaultChoices, ...record.choices } }];
  } catch {
    return [];
  }
}

/** The id of a run that begins now: the time to the millisecond, which sorts, and what tells it from others. */
export function newRunId(now: Date): string {
  const time = now.toISOString().replace(/[-:.Z]/g, '');
  return `${time}-${Math.floor(Math.random() * 0x10000)
    .toString(16)
    .padStart(4, '0')}`;
}
