import { excerptOf } from '../../text/fileSource';
import type { Excerpt, FileSource, WantedNames } from '../../text/fileSource';
import { answerOf, questionKinds } from './questions';
import type { Answered, QuestionKind } from './questions';

const kindOfList = { all: 'list', folders: 'foldersIn', data: 'dataIn', starters: 'startersIn' } as const;

/** Of one kind. A project of 5,000 templates asks about some 50,000 paths. */
const mostAnswers = 100_000;

/** The last answers to questions: thousands of results hold the same ones. */
export class Answers {
  private readonly last = new Map(questionKinds.map((kind) => [kind, new Map<string, Answered>()]));

  kept(kind: QuestionKind, path: string, answer: string): Answered {
    const ofKind = this.last.get(kind);
    const last = ofKind?.get(path);
    if (last?.answer === answer) return last;
    const answered = { kind, path, answer };
    // Half-typed paths are asked about, too: what nobody holds any more must not fill the memory.
    if ((ofKind?.size ?? 0) >= mostAnswers) ofKind?.clear();
    ofKind?.set(path, answered);
    return answered;
  }
}

/**
 * The files of one moment, which note for each piece of work what it asks them: as long as they would answer the same, it
 * would come to the same result. What asks the files by other ways is not seen.
 */
export class TrackedFiles implements FileSource {
  /** Of the piece of work that is being done. */
  private asked: Set<Answered> | undefined;
  private readonly known = new Map(questionKinds.map((kind) => [kind, new Map<string, Answered>()]));

  /** @param before answers of other moments: those that are still so are taken from there, and kept once */
  constructor(
    private readonly files: FileSource,
    private readonly before: Answers = new Answers(),
  ) {}

  /** Does a piece of work. @returns what it came to, and what it asked */
  track<Result>(work: () => Result): { readonly result: Result; readonly asked: ReadonlySet<Answered> } {
    const around = this.asked;
    const asked = new Set<Answered>();
    this.asked = asked;
    try {
      return { result: work(), asked };
    } finally {
      this.asked = around;
      this.note(asked);
    }
  }

  /** A result that several pieces of work use: it is computed by the first, and each has asked what it took. */
  readonly once = <Result>(compute: () => Result): (() => Result) => {
    let known: { readonly result: Result; readonly asked: ReadonlySet<Answered> } | undefined;
    return () => {
      if (known) this.note(known.asked);
      else known = this.track(compute);
      return known.result;
    };
  };

  /** What was asked by what is used again is asked by whoever uses it. */
  note(asked: Iterable<Answered>): void {
    if (this.asked) for (const one of asked) this.asked.add(one);
  }

  /** A question with the answer of now. */
  answered(kind: QuestionKind, path: string): Answered {
    const ofKind = this.known.get(kind);
    const known = ofKind?.get(path);
    if (known) return known;
    // What the answer itself takes is no question of the work.
    const { asked } = this;
    this.asked = undefined;
    const answered = this.before.kept(kind, path, answerOf(this, kind, path));
    this.asked = asked;
    ofKind?.set(path, answered);
    return answered;
  }

  /** Whether the files still answer what was asked of others as those did. */
  holds(asked: readonly Answered[]): boolean {
    return asked.every((one) => {
      const now = this.answered(one.kind, one.path);
      return now === one || now.answer === one.answer;
    });
  }

  private ask(kind: QuestionKind, path: string): void {
    this.asked?.add(this.answered(kind, path));
  }

  get paths(): FileSource['paths'] {
    return this.files.paths;
  }

  read(path: string): string | undefined {
    this.ask('read', path);
    return this.files.read(path);
  }

  excerpt<Result>(path: string, excerpt: Excerpt<Result>): Result | undefined {
    this.ask(excerpt.kind, path);
    return excerptOf(this.files, path, excerpt);
  }

  isRewritable(path: string): boolean {
    this.ask('isRewritable', path);
    return this.files.isRewritable(path);
  }

  encoding(path: string): ReturnType<FileSource['encoding']> {
    this.ask('encoding', path);
    return this.files.encoding(path);
  }

  kind(path: string): ReturnType<FileSource['kind']> {
    this.ask('kind', path);
    return this.files.kind(path);
  }

  spelled(path: string): string {
    this.ask('spelled', path);
    return this.files.spelled(path);
  }

  list(folder: string, wanted: WantedNames = 'all'): readonly string[] {
    if (typeof wanted === 'object') this.ask('namesLike', this.files.paths.join(folder, wanted.like));
    else this.ask(kindOfList[wanted], folder);
    const names = this.files.list(folder, wanted);
    if (wanted !== 'folders') return names;
    // Whether each is one was asked by that.
    return names.filter((name) => this.files.kind(this.files.paths.join(folder, name)) === 'folder');
  }

  /** Files know it once they were asked for more; here, that is always so. */
  whyUnread(path: string): ReturnType<FileSource['whyUnread']> {
    this.ask('whyUnread', path);
    const { files } = this;
    files.list(files.paths.dirname(path));
    if (files.kind(path) === 'folder') files.list(path);
    else files.read(path);
    return files.whyUnread(path);
  }

  realPath(path: string): string {
    this.ask('realPath', path);
    return this.files.realPath(path);
  }

  isKeptElsewhere(path: string): boolean {
    this.ask('isKeptElsewhere', path);
    return this.files.isKeptElsewhere(path);
  }

  rootOf(folder: string): string {
    this.ask('rootOf', folder);
    return this.files.rootOf(folder);
  }

  shown(path: string): string {
    this.ask('shown', path);
    return this.files.shown(path);
  }
}
