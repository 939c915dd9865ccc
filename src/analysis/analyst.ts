import { digest } from '../lint/cache/questions';
import { filesOf } from '../lint/inputFiles';
import { Linter } from '../lint/linter';
import type { FileInputs, FoundIn, LintInputs, LintOutcome } from '../lint/lintProtocol';
import { loadReader } from '../lint/loadVagrantfile';
import { Projects } from '../lint/project';
import { fileOfKey, readSubject } from '../lint/readSubject';
import { subjectsAmong } from '../lint/subjectsAmong';
import { keyOf, keyOfFile } from '../lint/subject';
import { isVagrantfile } from '../lint/kindByName';
import type { Subject } from '../lint/subject';
import { baseFolder } from '../pipeline/paths/baseFolder';
import { isHclTemplateFile } from '../pipeline/template/templateFiles';
import type { Template } from '../pipeline/template/template';
import type { FileSource } from '../text/fileSource';
import { foldersUp } from '../text/pathKey';
import { PathMap, PathSet } from '../text/pathMap';
import { Dropped } from './dropped';
import { LintSchedule } from './lintSchedule';
import { outlineOf } from './outline';
import { Places } from './places';
import type { News, Progress, Settings, ShownIn, SubjectNews, TemplateNews, TextChange } from './protocol';
import { shownIn } from './shownFinding';
import { slices } from './slices';

/** Who asks for an end of a pass over the workspace, and what was seen in it. */
interface Pass {
  readonly seen: Set<string>;
  cancelled: boolean;
}

/**
 * What reads, understands and lints the files of an editor, beside it: it is told what happens there and says what it
 * finds. {@link questions} are answered from what it holds.
 */
export class Analyst {
  readonly linter = new Linter(loadReader);
  private readonly due = new LintSchedule(
    (key) => this.lint(key),
    () => this.tell({}),
  );
  private given: Settings | undefined;
  private readonly texts = new PathMap<string>();
  /** The same as plain data; undefined once one of them has changed. */
  private unsaved: ReadonlyMap<string, string> | undefined;
  /** Templates that are listed, those included that are not linted, as nobody asked for it. */
  private readonly listed = new PathSet();
  /** What stands for what was said last of the findings of a file. */
  private readonly said = new PathMap<string>();
  private readonly saidOf = new WeakSet<FoundIn>();
  private readonly passes = new Map<number, Pass>();
  private readonly dropped = new Dropped();

  /**
   * @param report is given what has changed
   * @param onProgress is told what begins
   */
  constructor(
    private readonly report: (news: News) => void,
    private readonly onProgress: (progress: Progress) => void = () => undefined,
  ) {}

  dispose(): void {
    this.due.dispose();
  }

  // What happens in the editor.

  set(settings: Settings): void {
    this.given = settings;
  }

  get settings(): Settings {
    if (!this.given) throw new Error('The analysis has not been set up.');
    return this.given;
  }

  /** A text is not saved yet; undefined where what is on disk holds again. */
  setText(path: string, text: string | undefined): void {
    if (text === undefined) this.texts.delete(path);
    else this.texts.set(path, text);
    this.textChanged(path);
  }

  /** A text that is not saved was changed. @param changes one after the other, each of the text that the one before left */
  editText(path: string, changes: readonly TextChange[]): void {
    let text = this.texts.get(path);
    if (text === undefined) throw new Error(`Nothing is known of the text of ${path}.`);
    for (const { offset, length, text: put } of changes)
      text = text.slice(0, offset) + put + text.slice(offset + length);
    this.texts.set(path, text);
    this.textChanged(path);
  }

  private textChanged(path: string): void {
    this.unsaved = undefined;
    this.dropped.lift(path);
    this.linter.markChanged(path);
  }

  /** What hung the analysis before this one: it is left alone until something of it changes. */
  drop(keys: readonly string[]): void {
    for (const key of keys) this.dropped.add(key);
  }

  /** Lints what a file is, or is part of, and what leads to it. @param wait milliseconds */
  schedule(path: string, wait: number): void {
    this.due.add(this.linter.keysOf(path, this.inputs()), wait);
  }

  scheduleAll(wait: number): void {
    this.due.add(this.linter.keys, wait);
  }

  /** Lints a subject that is known already. */
  scheduleKnown(key: string, wait: number): void {
    if (this.linter.has(key)) this.due.add([key], wait);
  }

  /** Lints what looks for files and folders that came or went; what is about to be linted is not put off. */
  scheduleAffected(came: readonly string[], gone: readonly string[], wait: number): void {
    const affected = this.linter.affectedBy(new PathSet(came), new PathSet(gone), this.inputs());
    this.due.add(
      affected.filter((key) => !this.due.has(key)),
      wait,
    );
  }

  /** What hung may have changed on disk. */
  diskChanged(paths: readonly string[]): void {
    for (const path of paths) this.dropped.lift(path);
  }

  /** Lints a file now. @returns whether there was something to lint */
  async lintFile(path: string): Promise<boolean> {
    if (isVagrantfile(path)) await this.linter.loadReader();
    const keys = this.linter.keysOf(path, this.inputs());
    for (const key of keys) this.lint(key);
    return keys.some((key) => this.linter.has(key));
  }

  /** Lints a file now of which nothing is known yet. */
  async lintIfNew(path: string): Promise<void> {
    if (!this.linter.keysLeadingTo(path).length) await this.lintFile(path);
  }

  /** Looks at a file that is not linted unless somebody asks for it. */
  note(path: string): void {
    const projects = this.projects();
    const { files } = projects;
    const folder = files.paths.dirname(path);
    const keys = isHclTemplateFile(path)
      ? // Another reading of the folder makes other templates of its files.
        [
          folder,
          ...files
            .list(folder)
            .filter(isHclTemplateFile)
            .map((name) => files.paths.join(folder, name)),
          path,
        ]
      : [keyOfFile(path, projects.ofFile(path))].filter((key) => key !== undefined);
    const templates = [...new Set(keys)].map((key) => {
      const file = fileOfKey(key, files);
      const subject = readSubject(file, projects.ofFile(file));
      return [key, subject && isTemplateOf(subject, key) ? subject.template : undefined] as const;
    });
    this.tell({ templates: templates.flatMap(([key, template]) => this.list(key, template, files)) });
  }

  /** A file is of no interest any more. */
  forgetFile(path: string): void {
    const key = keyOfFile(path, this.projects().ofFile(path));
    if (key !== undefined) this.forget(key);
  }

  /** What was found in files that are gone, or in folders that are, is known no longer. */
  forgetGone(gone: readonly string[]): void {
    const all = new PathSet(gone);
    const { files } = this.projects();
    for (const key of new Set([...this.linter.keys, ...this.listed]))
      if (foldersUp(key).some((at) => all.has(at)) && !files.kind(key)) this.forget(key);
  }

  // A pass over the workspace: begun, told of its files in portions, and ended.

  beginPass(pass: number): void {
    this.passes.set(pass, { seen: new Set(), cancelled: false });
    this.tell({});
  }

  cancelPass(pass: number): void {
    const one = this.passes.get(pass);
    if (one) one.cancelled = true;
  }

  /**
   * Looks at some files of the workspace.
   * @param which `new`: lints only what is not known yet; `none`: only looks what is there
   * @param onSubject is told the key of each subject before it is linted
   */
  async lookAt(
    pass: number,
    which: 'all' | 'new' | 'none',
    paths: readonly string[],
    onSubject: (key: string) => void = () => undefined,
  ): Promise<void> {
    const one = this.passes.get(pass);
    if (!one) return;
    for await (const subject of subjectsAmong(paths, () => this.projects(), slices(), one.seen)) {
      const key = keyOf(subject);
      if (one.cancelled) return;
      onSubject(key);
      if (subject.kind === 'answerFile') this.linter.noteAnswerFile(key);
      else if (which === 'all' || (which === 'new' && !this.linter.has(key))) {
        if (subject.kind === 'vagrantfile') await this.linter.loadReader();
        this.lint(key);
      } else if (subject.kind === 'template')
        this.tell({ templates: this.list(key, subject.template, this.files()) });
    }
  }

  /** @returns whether all of the workspace was looked at: not where that was cancelled, or begun by an analysis before this */
  endPass(pass: number, which: 'all' | 'new' | 'none'): boolean {
    const one = this.passes.get(pass);
    this.passes.delete(pass);
    const isWhole = one !== undefined && !one.cancelled;
    if (isWhole) this.linter.setTemplatesRead();
    if (isWhole && which !== 'none') this.take(this.linter.lintLoneAnswerFiles(this.inputs()));
    else this.tell({});
    return isWhole;
  }

  // For questions.

  files(): FileSource {
    return filesOf(this.fileInputs());
  }

  /** The projects among the files of this moment. */
  projects(): Projects {
    const { given } = this.settings;
    return new Projects(this.files(), { given: (template) => given.get(template) });
  }

  inputs(): LintInputs {
    const { packer, given } = this.settings;
    return { ...this.fileInputs(), packer, given };
  }

  /**
   * Whether what is known of a file is of the text that it has now.
   * @param refresh whether it is linted where it is not
   */
  isCurrent(path: string, refresh = this.settings.isLive): boolean {
    if (refresh) {
      const stale = this.linter.staleKeys(path);
      const due = this.linter.keysLeadingTo(path).filter((key) => this.due.has(key));
      for (const key of new Set([...stale, ...due])) this.lint(key);
    }
    return !this.linter.staleKeys(path).length;
  }

  /** What is found in a file, for the text that it has now; undefined where that was not linted yet. */
  foundIn(path: string, refresh?: boolean): FoundIn | undefined {
    if (!this.isCurrent(path, refresh)) return undefined;
    return this.linter.findingsIn([path], this.inputs())[0];
  }

  private fileInputs(): FileInputs {
    // Each asks the disk anew: what is there now, nobody else knows for sure.
    return { roots: this.settings.roots, unsaved: (this.unsaved ??= new Map(this.texts)) };
  }

  private lint(key: string): void {
    this.due.remove(key);
    if (this.dropped.has(key)) return this.tell({});
    this.onProgress({ at: key });
    try {
      this.take(this.linter.lint(key, this.inputs()));
    } finally {
      this.onProgress({ at: undefined });
    }
  }

  private forget(key: string): void {
    const { files } = this.projects();
    this.tell({ templates: this.list(key, undefined, files) });
    this.take(this.linter.forget(key, this.inputs()));
  }

  private take({ keys, files: found, asksForPacker, waiting, failures }: LintOutcome): void {
    const files = this.files();
    const places = new Places(files);
    this.tell({
      found: found.flatMap((one) => this.toSay(one, places)),
      subjects: keys.map((key) => this.subjectNews(key)),
      templates: keys.flatMap((key) => {
        const { subject, pipeline } = this.linter.detailsOf(key, this.inputs()) ?? {};
        const template = subject?.kind === 'template' ? subject.template : undefined;
        return this.list(key, template, files, pipeline?.baseFolder);
      }),
      asksForPacker,
      failures: failures.map(({ key, error }) => ({ key, error: describe(error) })),
    });
    if (waiting.length) void this.lintOnceLoaded(waiting);
  }

  private async lintOnceLoaded(keys: readonly string[]): Promise<void> {
    try {
      await this.linter.loadReader();
    } catch (error) {
      return this.tell({ failures: [{ key: keys[0] ?? '', error: describe(error) }] });
    }
    for (const key of keys) this.lint(key);
  }

  /** What is shown of a file, where that is something else than was said last. */
  private toSay(found: FoundIn, places: Places): ShownIn[] {
    if (this.saidOf.has(found)) return [];
    this.saidOf.add(found);
    const { path, findings, accepted } = found;
    const shown = shownIn(found, places);
    const text = findings.length + accepted.length ? digest(JSON.stringify(shown)) : undefined;
    if (this.said.get(path) === text) return [];
    if (text === undefined) this.said.delete(path);
    else this.said.set(path, text);
    return [shown];
  }

  private subjectNews(key: string): SubjectNews {
    const linted = this.linter.linted(key);
    if (!linted) return { key, gone: true };
    const { kind, builds, files, read } = linted;
    return { key, kind, builds, files, read: [...read] };
  }

  /** A template is listed as it is now, or no longer; two readings of the same files are never there at once. */
  private list(
    key: string,
    template: Template | undefined,
    files: FileSource,
    base?: string,
  ): TemplateNews[] {
    if (template) {
      this.listed.add(key);
      return [outlineOf(template, base ?? baseFolder(template, files), new Places(files))];
    }
    return this.listed.delete(key) ? [{ path: key, gone: true }] : [];
  }

  private tell(news: Partial<Omit<News, 'busy'>>): void {
    this.report({
      busy: this.passes.size > 0 || this.due.busy,
      found: [],
      subjects: [],
      templates: [],
      asksForPacker: false,
      failures: [],
      ...news,
    });
  }
}

const isTemplateOf = (subject: Subject, key: string): subject is Extract<Subject, { kind: 'template' }> =>
  subject.kind === 'template' && keyOf(subject) === key;

const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
