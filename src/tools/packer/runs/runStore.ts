import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isSamePath } from '../../../text/pathKey';
import { patiently } from '../../patiently';
import { writeFileAtomically } from '../../writeFileAtomically';
import { toRunRecord } from './runRecord';
import type { RunRecord } from './runRecord';

/** As many runs are kept, over all templates of a workspace. */
const kept = 300;

/** Every window that follows a run has seen its end by then. Milliseconds. */
const folderKeptMs = 60_000;

/** The runs of a workspace, a file each, so that a crash spoils one at the most. */
export class RunStore {
  /** By their ids; undefined until they are asked for. */
  private records: Map<string, RunRecord> | undefined;
  /** The ids of those that could not be written. */
  private readonly unsaved = new Set<string>();

  /**
   * @param folder is made when there is something to keep
   * @param report is told of files that are no records: each costs the run that it was of
   */
  constructor(
    private readonly folder: string,
    private readonly report: (file: string) => void = () => undefined,
  ) {}

  /** Newest first. @param template only the runs of this one */
  list(template?: string): RunRecord[] {
    return [...this.load().values()]
      .filter((record) => template === undefined || isSamePath(record.template, template))
      .sort((one, other) => (isBefore(one, other) ? 1 : -1));
  }

  /** Reads all runs again, those of other windows of the workspace, too. */
  reload(): void {
    const own = [...this.load().values()].filter(({ id }) => this.unsaved.has(id));
    this.records = new Map([...this.read(), ...own].map((record) => [record.id, record]));
  }

  /** The place of a run that begins now among the others, also when the clock has gone back since. */
  nextSequence(): number {
    this.reload();
    return 1 + Math.max(0, ...[...this.load().values()].map(({ sequence = 0 }) => sequence));
  }

  /** A run as it is on disk: another window of the workspace may have written it. @returns undefined when it is gone */
  reread(id: string): RunRecord | undefined {
    const record = this.readRecord(`${id}.json`);
    if (record) this.load().set(id, record);
    else if (!this.unsaved.has(id)) this.load().delete(id);
    return record;
  }

  /**
   * Keeps a run, in place of what was kept of it before.
   * @throws Error of the file system; this window knows the run all the same
   */
  save(record: RunRecord): void {
    this.load().set(record.id, record);
    this.unsaved.add(record.id);
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    writeFileAtomically(this.fileOf(record.id), JSON.stringify(record), 0o600);
    this.unsaved.delete(record.id);
    for (const { id } of this.list().slice(kept)) this.remove(id);
  }

  /** Where the launcher of a run speaks while that is running; absolute. */
  folderOf = (id: string): string => path.join(this.folder, id);

  remove(id: string): void {
    this.load().delete(id);
    this.unsaved.delete(id);
    patiently(() => rmSync(this.fileOf(id), { force: true }));
    this.removeFolder(id);
  }

  /**
   * Removes what the launchers of runs have left that ended a while ago: what they said is in the records.
   * @param now milliseconds since 1970
   */
  removeOldFolders(now: number): void {
    for (const { id, ended } of this.load().values())
      if (ended !== undefined && Math.abs(now - ended) > folderKeptMs) this.removeFolder(id);
  }

  private removeFolder(id: string): void {
    rmSync(this.folderOf(id), { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  }

  private load(): Map<string, RunRecord> {
    return (this.records ??= new Map(this.read().map((record) => [record.id, record])));
  }

  private read(): RunRecord[] {
    try {
      return readdirSync(this.folder)
        .filter((name) => name.endsWith('.json'))
        .flatMap((name) => this.readRecord(name) ?? []);
    } catch {
      return [];
    }
  }

  private readRecord(name: string): RunRecord | undefined {
    const file = path.join(this.folder, name);
    let content: string;
    try {
      content = readFileSync(file, 'utf8');
    } catch {
      return undefined;
    }
    const record = toRunRecord(parse(content));
    if (record && `${record.id}.json` === name) return record;
    this.report(file);
    return undefined;
  }

  private fileOf = (id: string): string => path.join(this.folder, `${id}.json`);
}

type Placed = Pick<RunRecord, 'id' | 'sequence'>;

/** By their places, and by their ids where another window gave the same one. */
export function isBefore(one: Placed, other: Placed): boolean {
  const [a, b] = [one.sequence ?? 0, other.sequence ?? 0];
  return a === b ? one.id < other.id : a < b;
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** The id of a run that begins now: the time to the millisecond, and what tells it from others. */
export function newRunId(now: Date): string {
  const time = now.toISOString().replace(/[-:.Z]/g, '');
  return `${time}-${Math.floor(Math.random() * 0x10000)
    .toString(16)
    .padStart(4, '0')}`;
}
