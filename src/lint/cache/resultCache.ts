import type { Answered } from './questions';
import { TrackedFiles } from './trackedFiles';
import type { FileSource } from '../../text/fileSource';

/** What a piece of work came to: plain data, with what it asked. */
export interface CachedResult {
  readonly value: unknown;
  readonly asked: readonly Answered[];
}

/**
 * Does a piece of work, or takes what it came to before.
 * @param name by which it is found again
 * @param compute comes to plain data that is the same as long as what it asks of the files is
 * @param toKeep what of it is kept; undefined for nothing
 */
export type Remember = <Value>(
  name: string,
  compute: () => Value,
  toKeep?: (value: Value, asked: ReadonlySet<Answered>) => Value | undefined,
) => Value;

/** Results of pieces of work, by their names: each is used again as long as the files answer what it asked as they did then. */
export class ResultCache {
  readonly files: TrackedFiles;
  /** By name what was asked for; undefined where that may not be written down. */
  private readonly used = new Map<string, CachedResult | undefined>();
  private computed = false;

  /** @param known by an earlier run */
  constructor(
    files: FileSource,
    private readonly known: ReadonlyMap<string, CachedResult> = new Map(),
  ) {
    this.files = new TrackedFiles(files);
  }

  readonly remember: Remember = <Value>(
    name: string,
    compute: () => Value,
    toKeep: (value: Value, asked: ReadonlySet<Answered>) => Value | undefined = (value) => value,
  ): Value => {
    const known = this.used.get(name) ?? this.known.get(name);
    if (known && this.files.holds(known.asked)) {
      this.used.set(name, known);
      this.files.note(known.asked);
      return known.value as Value;
    }
    const { result, asked } = this.files.track(compute);
    this.computed = true;
    const value = toKeep(result, asked);
    this.used.set(name, value === undefined ? undefined : { value, asked: [...asked] });
    return result;
  };

  get results(): ReadonlyMap<string, CachedResult | undefined> {
    return this.used;
  }

  /** Whether something was found out that was not known. */
  get hasNew(): boolean {
    return this.computed;
  }
}
