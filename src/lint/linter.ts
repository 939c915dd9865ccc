import { templatePathsIn } from '../pipeline/template/folderReading';
import type { FolderReading } from '../pipeline/template/folderReading';
import { isHclTemplateFile } from '../pipeline/template/templateFiles';
import type { VagrantfileReader } from '../pipeline/vagrantfile/vagrantfileReader';
import { rules } from '../rules/rules';
import type { FileSource } from '../text/fileSource';
import type { SuppressedFinding } from './applySuppressions';
import { Moved } from './cache/moved';
import type { Answered } from './cache/questions';
import { Answers, TrackedFiles } from './cache/trackedFiles';
import { compactCopy } from './compactCopy';
import { judgeFile } from './judgeFile';
import { isLeftOut } from './findSubjects';
import { filesOf } from './inputFiles';
import type { FoundIn, LintInputs, LintOutcome } from './lintProtocol';
import { LintResults } from './lintResults';
import type { Details, Linted } from './lintResults';
import { lintSubject } from './lintSubject';
import { Projects } from './project';
import { fileOfKey, readSubject } from './readSubject';
import { keyOf, keyOfFile } from './subject';
import { isAnswerFileName } from './kindByName';
import type { Subject } from './subject';
import { watchReads } from './watchReads';
import type { Asked } from './watchReads';
import { PathMap, PathSet } from '../text/pathMap';
import { RecentMap } from '../text/recentMap';
import { isConfigurationFile } from './configuration/configurationFile';

/** What is collected while something is linted. */
interface Pass {
  readonly inputs: LintInputs;
  readonly files: TrackedFiles;
  readonly projects: Projects;
  readonly touched: Set<string>;
  readonly keys: Set<string>;
  readonly waiting: string[];
  readonly failures: { key: string; error: unknown }[];
  asksForPacker: boolean;
}

/** What is shown of a file, with what that is made of. */
interface Shown {
  readonly leading: readonly Linted[];
  readonly asked: readonly Answered[];
  readonly found: FoundIn;
}

const mostDetails = 32;

/**
 * Lints templates, Vagrantfiles and lone answer files, and keeps of each what was found, and read. It is the inside of
 * the boundary that `lintProtocol` describes.
 */
export class Linter {
  private readonly results = new LintResults();
  private readonly answers = new Answers();
  /** Trees and timelines are large: of all but the last they are made again when somebody asks. */
  private readonly details = new RecentMap<Details>(mostDetails);
  /** What is shown of files. */
  private readonly shown = new PathMap<Shown>();
  /** Answer files that nobody knows a template for until all templates are read. */
  private readonly answerFiles = new Set<string>();
  /** How folders of HCL2 files were read last. */
  private readonly readings = new Map<string, string>();
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
    for (const [, linted] of this.results.dependentsOf(path)) linted.stale = true;
  }

  /** Of those that lead to a file the ones that were linted before it changed. */
  staleKeys(path: string): string[] {
    return this.results.dependentsOf(path).flatMap(([key, { stale }]) => (stale ? [key] : []));
  }

  /**
   * What may be found otherwise now that files and folders came or went: all that has looked for one of them, or into a
   * folder that held one.
   * @param came with all that is in folders that came
   * @param gone of a folder the folder alone
   */
  affectedBy(came: PathSet, gone: PathSet, inputs: LintInputs): string[] {
    const files = this.open(inputs);
    const moved = new Moved(came, gone, (path) => files.kind(path) === 'file');
    return [...this.results.all].flatMap(([key, { asked }]) =>
      // What a configuration names is read with it.
      isConfigurationFile(key) || asked.some((one) => moved.concerns(one)) ? [key] : [],
    );
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
    const files = new TrackedFiles(this.open(inputs), this.answers);
    const own = keyOfFile(path, this.projectsOf(inputs, () => undefined, files).ofFile(path));
    const leading = [...this.keysLeadingTo(path), ...this.keysConcernedBy(path, files)];
    return [...new Set(own === undefined ? leading : [own, ...leading])];
  }

  /** Those to which only some of what a file says matters, where that is something else now. */
  private keysConcernedBy(path: string, files: TrackedFiles): string[] {
    return [...this.results.excerptsOf(path)].flatMap(([asked, keys]) =>
      files.holds([asked]) ? [] : [...keys],
    );
  }

  keysLeadingTo(path: string): string[] {
    return this.results.dependentsOf(path).map(([key]) => key);
  }

  /** What is shown of some files now. */
  findingsIn(paths: Iterable<string>, inputs: LintInputs): readonly FoundIn[] {
    return this.inPass(inputs, (pass) => {
      for (const path of paths) pass.touched.add(path);
    }).files;
  }

  /** Not plain: all that leads to a file, for what `src/language` tells of it. */
  detailsFor(path: string, inputs: LintInputs): Details[] {
    return this.keysLeadingTo(path).flatMap((key) => this.detailsOf(key, inputs) ?? []);
  }

  /** Not plain: what the rules were asked about in a subject; undefined where nothing is known of it. */
  detailsOf(key: string, inputs: LintInputs): Details | undefined {
    const known = this.details.get(key);
    if (known || !this.has(key)) return known;
    const projects = this.projectsOf(inputs, () => inputs.packer);
    const details = this.readDetails(key, projects, projects.files);
    if (details) this.details.set(key, details);
    return details;
  }

  /** What the last lint of a subject brought. */
  linted(key: string): Linted | undefined {
    return this.results.get(key);
  }

  private inPass(inputs: LintInputs, work: (pass: Pass) => void): LintOutcome {
    const files = new TrackedFiles(this.open(inputs), this.answers);
    const projects = this.projectsOf(
      inputs,
      () => {
        pass.asksForPacker = true;
        return inputs.packer;
      },
      files,
    );
    const pass: Pass = {
      inputs,
      files,
      projects,
      touched: new Set(),
      keys: new Set(),
      waiting: [],
      failures: [],
      asksForPacker: false,
    };
    work(pass);
    const { touched, keys, asksForPacker, waiting, failures } = pass;
    return {
      keys: [...keys],
      files: [...touched].map((path) => this.shownIn(path, pass)),
      asksForPacker,
      waiting,
      failures,
    };
  }

  private projectsOf(
    inputs: LintInputs,
    packer: () => LintInputs['packer'],
    files = new TrackedFiles(this.open(inputs), this.answers),
  ): Projects {
    return new Projects(files, { packer, given: (template) => inputs.given.get(template) }, files.once);
  }

  /** The same as before where nothing of it has changed. */
  private shownIn(path: string, { files, projects }: Pass): FoundIn {
    const leading = this.results.dependentsOf(path).map(([, linted]) => linted);
    if (!leading.length) {
      this.shown.delete(path);
      return { path, findings: [], accepted: [], silenced: [] };
    }
    const known = this.shown.get(path);
    if (known && areSame(known.leading, leading) && files.holds(known.asked)) return known.found;
    const { result: found, asked } = files.track(() => this.judge(path, projects));
    this.shown.set(path, { leading, asked: [...asked], found });
    return found;
  }

  private judge(path: string, projects: Projects): FoundIn {
    const { findings, suppressed } = judgeFile(path, this.results.findingsIn(path), projects);
    const hiddenBy = (what: SuppressedFinding['by']) =>
      suppressed.filter(({ by }) => by === what).map(({ finding }) => finding);
    return { path, findings, accepted: hiddenBy('baseline'), silenced: hiddenBy('comment') };
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
    const { inputs } = pass;
    const before = this.results.get(key);
    if (before && this.isUnchanged(key, before, pass)) {
      before.stale = false;
      for (const path of before.read) pass.touched.add(path);
      return;
    }
    pass.keys.add(key);
    this.followReading(key, pass);
    const { result, asked } = pass.files.track(() => {
      const watched = watchReads(pass.files);
      const details = this.readDetails(key, pass.projects, watched, pass);
      return details && { details, read: this.filesReadFor(key, details, watched, pass.projects) };
    });
    if (!result) return this.drop(key, pass);
    const { details, read } = result;
    const { subject, unread = [] } = details;
    for (const path of [...(before?.read ?? []), ...read]) pass.touched.add(path);
    this.details.set(key, details);
    this.results.set(key, {
      kind: subject.kind,
      isHcl: subject.kind === 'template' && subject.template.dialect === 'hcl2',
      builds: subject.kind === 'template' ? subject.template.builds.length : 0,
      findings: compactCopy([...details.findings, ...unread]),
      files: details.files,
      read,
      asked: [...asked],
      by: { packer: inputs.packer, given: inputs.given.get(key) },
      stale: false,
    });
    for (const { message } of details.failures) pass.failures.push({ key, error: new Error(message) });
    if (subject.kind === 'template') this.lintAnswerFiles(pass);
  }

  /** Whether a lint would come to what is known already. */
  private isUnchanged(key: string, { kind, by, asked }: Linted, { inputs, files }: Pass): boolean {
    if (by.packer !== inputs.packer || by.given !== inputs.given.get(key)) return false;
    return files.holds(asked) && (kind !== 'answerFile' || !this.results.isReadByTemplate(key));
  }

  /**
   * Asks the rules about what a key stands for now.
   * @param files as the project has them
   * @param pass is told what has to wait
   * @returns undefined where nothing is left of it, or nothing can be said of it yet
   */
  private readDetails(key: string, projects: Projects, files: FileSource, pass?: Pass): Details | undefined {
    const file = fileOfKey(key, projects.files);
    const project = { ...projects.ofFile(file), files };
    const subject = readSubject(file, project);
    if (subject?.kind === 'answerFile') this.answerFiles.add(key);
    if (!subject || keyOf(subject) !== key || !this.isToBeLinted(subject, key, pass)) return undefined;
    return { ...lintSubject(subject, project, { rules, reader: this.reader }), subject };
  }

  private filesReadFor(
    key: string,
    { subject, files, unread = [] }: Details,
    watched: Asked,
    projects: Projects,
  ): PathSet {
    const file = fileOfKey(key, projects.files);
    const list = projects.listFor(file);
    return new PathSet([
      ...watched.files,
      ...projects.ofFile(file).configuration.files,
      ...(list === undefined ? [] : [list]),
      ...files,
      ...unread.map(({ location }) => location.path),
      ...placesOfReading(subject),
    ]);
  }

  /** Another reading of a folder makes other templates of its files: those that were are gone, and others are there. */
  private followReading(key: string, pass: Pass): void {
    const folder = this.hclFolderOf(key, pass);
    if (folder === undefined) return;
    const project = pass.projects.ofFolder(folder);
    const reading = project.reading(folder);
    const before = this.readings.get(folder);
    this.readings.set(folder, signatureOf(reading));
    if (before === undefined || before === signatureOf(reading)) return;
    const known = this.results.keys.filter((other) => this.hclFolderOf(other, pass) === folder);
    const now = templatePathsIn(folder, reading, pass.files).filter((path) => !isLeftOut(path, project));
    for (const other of new Set([...known, ...now])) if (other !== key) this.tryToLint(other, pass);
  }

  /** The folder of the HCL2 files that a key is of; undefined for something else. */
  private hclFolderOf(key: string, { files }: Pass): string | undefined {
    if (isHclTemplateFile(key)) return files.paths.dirname(key);
    const isFolder = this.results.get(key)?.isHcl === true || files.list(key).some(isHclTemplateFile);
    return isFolder ? key : undefined;
  }

  /** Whether something can be said of a subject already, and no other subject says it. */
  private isToBeLinted(subject: Subject, key: string, pass: Pass | undefined): boolean {
    if (subject.kind === 'answerFile')
      return this.templatesRead && !this.results.isReadByTemplate(subject.path);
    if (subject.kind !== 'vagrantfile' || this.reader) return true;
    pass?.waiting.push(key);
    return false;
  }

  /** A template that begins or ceases to use an answer file changes who speaks of it. */
  private lintAnswerFiles(pass: Pass): void {
    if (!this.templatesRead) return;
    for (const path of this.answerFiles)
      if (this.has(path) === this.results.isReadByTemplate(path)) this.tryToLint(path, pass);
  }

  private drop(key: string, pass: Pass): void {
    pass.keys.add(key);
    const before = this.results.get(key);
    // Whether an answer file stands alone is asked again; one that is gone is found to be so.
    if (isAnswerFileName(key) && !pass.files.kind(key)) this.answerFiles.delete(key);
    if (!before) return;
    this.results.delete(key);
    this.details.delete(key);
    for (const path of before.read) pass.touched.add(path);
    if (before.kind === 'template') this.lintAnswerFiles(pass);
  }
}

const areSame = <Value>(some: readonly Value[], others: readonly Value[]): boolean =>
  some.length === others.length && some.every((one, index) => one === others[index]);

/** A text that is the same as long as the reading is, whatever is typed elsewhere in the files. */
const signatureOf = ({ separate, separatedBy }: FolderReading): string =>
  separatedBy
    ? [separatedBy.kind, separatedBy.name, separatedBy.first.path, separatedBy.second.path].join('\0')
    : String(separate);

/** Files that a template is told to be separate from; the template that says so goes by them. */
function placesOfReading(subject: Subject): string[] {
  const separatedBy = subject.kind === 'template' ? subject.template.separatedBy : undefined;
  return separatedBy && separatedBy.second.path === keyOf(subject) ? [separatedBy.first.path] : [];
}
