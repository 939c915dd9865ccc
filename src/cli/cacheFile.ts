import { lstatSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { digest, questionKinds } from '../lint/cache/questions';
import type { Answered } from '../lint/cache/questions';
import type { CachedResult, ResultCache } from '../lint/cache/resultCache';
import { readRegularFile } from '../lint/regularFile';
import { writeFileAtomically } from '../tools/writeFileAtomically';

/** A result that was not asked for in so many days is forgotten, and so is a file of other settings. */
const days = 14;

const day = 24 * 60 * 60 * 1000;

/** No cache that this program wrote is larger. Bytes. */
const largest = 512 * 1024 * 1024;

const form = 'boxwright-cache 1';

/** A result, with the last day on which it was of use. */
interface DatedResult extends CachedResult {
  readonly day: number;
}

/** Results of lints on disk, one file for each set of what they depend on beside the files that are linted. */
export class CacheFile {
  private readonly key: string;
  private readonly file: string;
  private known: ReadonlyMap<string, DatedResult> = new Map();

  /** @param folder absolute @param settings all that results depend on beside the files; it may hold secrets */
  constructor(
    readonly folder: string,
    settings: string,
    private readonly today = Math.floor(Date.now() / day),
  ) {
    this.key = digest(settings);
    this.file = path.join(folder, `lint-${this.key}.cache`);
  }

  /** What is known; nothing where the file is damaged, or another user could have written it. */
  read(): ReadonlyMap<string, CachedResult> {
    try {
      const bytes = isOwn(this.file, 0o022) ? readRegularFile(this.file, largest) : undefined;
      if (bytes instanceof Buffer) this.known = resultsIn(bytes.toString(), this.key);
    } catch {
      // It is made again.
    }
    return this.known;
  }

  /** Writes what is known now. @throws Error of the file system */
  write({ results, hasNew }: ResultCache): void {
    const dated = new Map<string, DatedResult>();
    for (const [name, known] of this.known)
      if (!results.has(name) && this.today - known.day <= days) dated.set(name, known);
    for (const [name, result] of results) if (result) dated.set(name, { ...result, day: this.today });
    if (!hasNew && [...results.keys()].every((name) => this.known.get(name)?.day === this.today)) return;
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    // A file that is replaced keeps its owner and mode.
    if (!isOwn(this.file, 0o077)) rmSync(this.file, { force: true });
    writeFileAtomically(this.file, textOf(this.key, dated), 0o600);
    this.removeOthers();
  }

  /** Of other versions, and of folders that are not linted any more. */
  private removeOthers(): void {
    for (const name of readdirSync(this.folder).filter((one) => /^lint-[\w-]{20,}\.cache$/.test(one))) {
      const { mtimeMs } = statSync(path.join(this.folder, name));
      if (Date.now() - mtimeMs > days * day) rmSync(path.join(this.folder, name), { force: true });
    }
  }
}

/** Whether a file is this user's, and gives others none of some rights. Windows has rights of folders in place of modes. */
function isOwn(file: string, rights: number): boolean {
  if (process.platform === 'win32') return true;
  const stats = lstatSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.uid === process.getuid?.() && (stats.mode & rights) === 0;
}

/** What is on disk: each path and each answer once, as most results ask the same. */
interface Stored {
  readonly key: string;
  readonly paths: readonly string[];
  /** The number of the kind, that of the path, and the answer. */
  readonly answers: readonly (readonly [kind: number, path: number, answer: string])[];
  readonly results: readonly (readonly [
    name: string,
    value: unknown,
    asked: readonly number[],
    day: number,
  ])[];
}

function textOf(key: string, results: ReadonlyMap<string, DatedResult>): string {
  const paths = new Numbers<string>();
  const answers = new Numbers<string>();
  const stored: Stored['answers'][number][] = [];
  const numberOf = ({ kind, path: file, answer }: Answered) => {
    const number = answers.of([kind, answer, file].join('\0'));
    stored[number] ??= [questionKinds.indexOf(kind), paths.of(file), answer];
    return number;
  };
  const rows = [...results].map(
    ([name, { value, asked, day: on }]) => [name, value, asked.map(numberOf), on] as const,
  );
  const body = JSON.stringify({ key, paths: paths.all, answers: stored, results: rows } satisfies Stored);
  return `${form} ${digest(body)}\n${body}`;
}

/** @throws Error for what this program has not written */
function resultsIn(text: string, key: string): ReadonlyMap<string, DatedResult> {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (text.slice(0, end) !== `${form} ${digest(body)}`) throw new Error('The cache is damaged.');
  const { paths, answers, results, ...of } = JSON.parse(body) as Stored;
  if (of.key !== key) throw new Error('The cache is another one.');
  const all = answers.map(([kind, file, answer]): Answered => {
    const [kindOf, pathOf] = [questionKinds[kind], paths[file]];
    if (kindOf === undefined || pathOf === undefined) throw new Error('The cache is damaged.');
    return { kind: kindOf, path: pathOf, answer };
  });
  return new Map(
    results.map(([name, value, asked, on]) => [
      name,
      { value, asked: asked.flatMap((number) => all[number] ?? []), day: on },
    ]),
  );
}

/** Numbers for values, from 0, in the order in which they are asked for. */
class Numbers<Value> {
  private readonly known = new Map<Value, number>();

  of(value: Value): number {
    const number = this.known.get(value) ?? this.known.size;
    this.known.set(value, number);
    return number;
  }

  get all(): Value[] {
    return [...this.known.keys()];
  }
}
