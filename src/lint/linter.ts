import type { Pipeline } from '../pipeline/pipeline';
import type { Template } from '../pipeline/template/template';
import type { VagrantfileReader } from '../pipeline/vagrantfile/vagrantfileReader';
import { rules } from '../rules/rules';
import type { FileSource } from '../text/fileSource';
import { fileFindings } from './fileFindings';
import { filesOf } from './inputFiles';
import type { FoundIn, Leading, LintInputs, LintOutcome } from './lintProtocol';
import { LintResults } from './lintResults';
import type { Linted } from './lintResults';
import { lintSubject } from './lintSubject';
import { Projects } from './project';
import { fileOfKey, readSubject } from './readSubject';
import { isAnswerFileName, keyOfFile } from './subject';
import type { Subject } from './subject';
import { watchReads } from './watchReads';

/** What is collected while something is linted. */
interface Pass {
  readonly files: FileSource;
  readonly projects: Projects;
  readonly touched: Set<string>;
  readonly waiting: string[];
  readonly failures: { key: string; error: unknown }[];
  asksForPacker: boolean;
}

/**
 * Lints templates, Vagrantfiles and lone answer files, and keeps of each what was found, and read. It is the inside of
 * the boundary that `lintProtocol` describes.
 */
export class Linter {
  private readonly results = new LintResults();
  /** Answer files that nobody knows a template for until all templates are read. */
  private readonly answerFiles = new Set<string>();
  private templatesRead = false;
  private reader: VagrantfileReader | undefined;

  /** @param open the files of a moment */
  constructor(
    private readonly load: () => Promise<VagrantfileReader>,
    private readonly open: (inputs: LintInputs) => FileSource = filesOf,
  ) {}

  /** Loads the parser of Vagrantfiles. @throws Error when the installation is damaged */
  async loadReader(): Promise<void> {
    this.reader ??= await this.load();
  }

  /** Lints what a key stands for now; where nothing is left of it, that is forgotten. */
  lint(key: string, inputs: LintInputs): LintOutcome {
    return this.inPass(inputs, (pass) => this.tryToLint(key, pass));
  }

  /** Something is of no interest any more. */
  forget(key: string, inputs: LintInputs): LintOutcome {
    return this.inPass(inputs, (pass) => this.drop(key, pass));
  }

  /** An answer file was found, which is linted where no template turns out to use it. */
  noteAnswerFile(key: string): void {
    this.answerFiles.add(key);
  }

  /** All templates of the workspace were linted that are to be: from now on it is known which answer files stand alone. */
  setTemplatesRead(): void {
    this.templatesRead = true;
  }

  lintLoneAnswerFiles(inputs: LintInputs): LintOutcome {
    return this.inPass(inputs, (pass) => this.lintAnswerFiles(pass));
  }

  /** A file has another text now: what was said of it no longer fits. */
  markChanged(path: string): void {
    for (const [, linted] of this.results.leadingTo(path)) linted.stale = true;
  }

  /** Of those that lead to a file the ones that were linted before it changed. */
  staleKeys(path: string): string[] {
    return this.results.leadingTo(path).flatMap(([key, { stale }]) => (stale ? [key] : []));
  }

  get keys(): string[] {
    return this.results.keys;
  }

  has(key: string): boolean {
    return this.results.get(key) !== undefined;
  }

  /** All that were read. */
  get files(): ReadonlySet<string> {
    return this.results.files;
  }

  /** What a file is, or is part of, and what leads to it. */
  keysOf(path: string, inputs: LintInputs): string[] {
    const own = keyOfFile(path, this.open(inputs));
    const leading = this.keysLeadingTo(path);
    return [...new Set(own === undefined ? leading : [own, ...leading])];
  }

  keysLeadingTo(path: string): string[] {
    return this.results.leadingTo(path).map(([key]) => key);
  }

  leadingTo(path: string): Leading[] {
    return this.results.leadingTo(path).map(([key, { subject, files }]) => ({
      key,
      kind: subject.kind,
      builds: subject.kind === 'template' ? subject.template.builds.length : 0,
      files,
    }));
  }

  /** All files that were read for a subject, its configuration included. */
  filesReadFor(key: string): string[] {
    return [...(this.results.get(key)?.read ?? [])];
  }

  /** What is shown of some files now. */
  findingsIn(paths: Iterable<string>, inputs: LintInputs): readonly FoundIn[] {
    return this.inPass(inputs, (pass) => {
      for (const path of paths) pass.touched.add(path);
    }).files;
  }

  /** Not plain: all that leads to a file, for what `src/language` tells of it. */
  lintedFor(path: string): Linted[] {
    return this.results.leadingTo(path).map(([, linted]) => linted);
  }

  /** Not plain: for the lists of templates in the editor, which read their trees. */
  templateOf(key: string): Template | undefined {
    const subject = this.results.get(key)?.subject;
    return subject?.kind === 'template' ? subject.template : undefined;
  }

  /** Not plain: as {@link templateOf}, for the steps of a build. */
  pipelineOf(key: string): Pipeline | undefined {
    return this.results.get(key)?.pipeline;
  }

  private inPass(inputs: LintInputs, work: (pass: Pass) => void): LintOutcome {
    const files = this.open(inputs);
    const pass: Pass = {
      files,
      projects: new Projects(files, () => {
        pass.asksForPacker = true;
        return inputs.packer;
      }),
      touched: new Set(),
      waiting: [],
      failures: [],
      asksForPacker: false,
    };
    work(pass);
    const { touched, projects, asksForPacker, waiting, failures } = pass;
    return {
      files: [...touched].map((path) => this.shownIn(path, projects)),
      asksForPacker,
      waiting,
      failures,
    };
  }

  private shownIn(path: string, projects: Projects): FoundIn {
    const isRead = this.results.leadingTo(path).length > 0;
    return { path, findings: isRead ? fileFindings(path, this.results.findingsIn(path), projects) : [] };
  }

  private tryToLint(key: string, pass: Pass): void {
    try {
      this.lintNow(key, pass);
    } catch (error) {
      // A mistake of ours must not take the findings of other files with it.
      pass.failures.push({ key, error });
      this.drop(key, pass);
    }
  }

  private lintNow(key: string, pass: Pass): void {
    const file = fileOfKey(key, pass.files);
    const project = pass.projects.ofFile(file);
    const watched = watchReads(project.files);
    const subject = readSubject(file, { ...project, files: watched });
    if (subject?.kind === 'answerFile') this.answerFiles.add(key);
    if (!subject || !this.isToBeLinted(subject, key, pass)) return this.drop(key, pass);
    const result = lintSubject(subject, project, { rules, reader: this.reader });
    const read = new Set([...watched.files, ...project.configuration.files, ...result.files]);
    for (const path of [...this.filesReadFor(key), ...read]) pass.touched.add(path);
    this.results.set(key, { ...result, subject, read, stale: false });
    if (subject.kind === 'template') this.lintAnswerFiles(pass);
  }

  /** Whether something can be said of a subject already, and no other subject says it. */
  private isToBeLinted(subject: Subject, key: string, pass: Pass): boolean {
    if (subject.kind === 'answerFile')
      return this.templatesRead && !this.results.isReadByTemplate(subject.path);
    if (subject.kind === 'template' || this.reader) return true;
    pass.waiting.push(key);
    return false;
  }

  /** A template that begins or ceases to use an answer file changes who speaks of it. */
  private lintAnswerFiles(pass: Pass): void {
    if (!this.templatesRead) return;
    for (const path of this.answerFiles)
      if (this.has(path) === this.results.isReadByTemplate(path)) this.tryToLint(path, pass);
  }

  private drop(key: string, pass: Pass): void {
    const before = this.results.get(key);
    // Whether an answer file stands alone is asked again; one that is gone is found to be so.
    if (isAnswerFileName(key) && !pass.files.kind(key)) this.answerFiles.delete(key);
    if (!before) return;
    this.results.delete(key);
    for (const path of before.read) pass.touched.add(path);
    if (before.subject.kind === 'template') this.lintAnswerFiles(pass);
  }
}
