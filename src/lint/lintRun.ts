import type { VagrantfileReader } from '../pipeline/vagrantfile/vagrantfileReader';
import type { Finding } from '../rules/finding';
import type { Rule } from '../rules/rule';
import { isWithin } from '../text/pathKey';
import { PathMap, PathSet } from '../text/pathMap';
import type { Remember } from './cache/resultCache';
import { haveSecrets, withoutSecrets } from './cache/toKeep';
import type { LintResult } from './lintResult';
import { lintSubject } from './lintSubject';
import { failed } from './notChecked';
import type { Project, Projects } from './project';
import { mayHaveSuppressions } from './readSuppressions';
import type { Subject } from './subject';

/** What the lint of something came to, as plain data: the trees and timelines that it was about are let go. */
interface Outcome extends Pick<LintResult, 'findings' | 'files'> {
  /** `waits`: for the parser of Vagrantfiles; `failed`: it is not known what else there is to find. */
  readonly kind: 'nothing' | 'answerFile' | 'waits' | 'failed' | 'linted';
  readonly failures: readonly Finding[];
  readonly unread: readonly Finding[];
  /** Of the files those in which something may switch rules off. */
  readonly suppressing: readonly string[];
}

interface LintRunOptions {
  readonly projects: Projects;
  readonly rules: readonly Rule[];
  /** Is asked only where there is a Vagrantfile. */
  readonly loadReader: () => Promise<VagrantfileReader>;
  readonly remember?: Remember | undefined;
}

/** What is to be linted. */
interface Task {
  /** What it is known by: see `keyOf`. */
  readonly key: string;
  /** A file of it. */
  readonly path: string;
  /** By which what it comes to is remembered. */
  readonly name: string;
  /** Gives what the file is, undefined for nothing. */
  readonly read: (project: Project) => Subject | undefined;
  /** Takes what `read` throws. */
  readonly onFailure: (error: unknown) => void;
}

const nothing: Outcome = {
  kind: 'nothing',
  findings: [],
  files: [],
  failures: [],
  unread: [],
  suppressing: [],
};

/** Lints subjects one after the other, each once. */
export class LintRun {
  /** By their keys, in the order in which they were found. */
  private readonly outcomes = new PathMap<Outcome>();
  private readonly reserved = new PathSet();
  private readonly byProject = new Set<Project>();
  private readonly remember: Remember;
  private reader: VagrantfileReader | undefined;

  constructor(private readonly options: LintRunOptions) {
    this.remember = options.remember ?? ((_, compute) => compute());
  }

  /** Keeps the place of something that is linted when all is known of it. */
  reserve(key: string): void {
    if (this.outcomes.has(key)) return;
    this.outcomes.set(key, nothing);
    this.reserved.add(key);
  }

  /** Whether something was linted. */
  has(key: string): boolean {
    return this.outcomes.has(key) && !this.reserved.has(key);
  }

  /**
   * Lints something; an answer file waits for {@link lintAnswerFiles}.
   * @returns whether it is something
   */
  async lint(task: Task): Promise<boolean> {
    const outcome = await this.outcomeOf(task, (subject) => subject.kind === 'answerFile');
    if (outcome.kind === 'nothing') return false;
    this.outcomes.set(task.key, outcome);
    this.reserved.delete(task.key);
    if (outcome.kind !== 'answerFile') this.byProject.add(this.options.projects.ofFile(task.path));
    return true;
  }

  /** Lints the answer files that nothing reads: what a template or Vagrantfile says of one, it says better. */
  async lintAnswerFiles(): Promise<void> {
    const read = new PathSet(this.outcomes.values().flatMap(({ files }) => files));
    for (const [path, { kind }] of [...this.outcomes]) {
      if (kind !== 'answerFile') continue;
      // What is linted last is reported last.
      this.outcomes.delete(path);
      if (read.has(path)) continue;
      const outcome = await this.outcomeOf({
        key: path,
        path,
        name: `alone ${path}`,
        read: () => ({ kind, path }),
        onFailure: () => undefined,
      });
      this.outcomes.set(path, outcome);
      this.byProject.add(this.options.projects.ofFile(path));
    }
  }

  get results(): Outcome[] {
    return this.outcomes.values();
  }

  /** The keys of all that was linted. */
  get keys(): string[] {
    return this.outcomes.keys().filter((key) => this.has(key));
  }

  /** The projects of all that was linted. */
  get projects(): Iterable<Project> {
    return this.byProject;
  }

  /** @param waits what is linted later */
  private async outcomeOf(task: Task, waits: (subject: Subject) => boolean = () => false): Promise<Outcome> {
    const outcome = this.remembered(task, waits);
    if (outcome.kind !== 'waits') return outcome;
    this.reader = await this.options.loadReader();
    return this.remembered(task, waits);
  }

  private remembered(task: Task, waits: (subject: Subject) => boolean): Outcome {
    let hidden: readonly string[] = [];
    let failure: { readonly error: unknown } | undefined;
    const outcome = this.remember<Outcome>(
      task.name,
      () => {
        try {
          const project = this.options.projects.ofFile(task.path);
          const subject = task.read(project);
          if (!subject) return nothing;
          if (waits(subject)) return { ...nothing, kind: 'answerFile' };
          if (subject.kind === 'vagrantfile' && !this.reader) return { ...nothing, kind: 'waits' };
          if (subject.kind === 'template') ({ hidden } = subject.template);
          return this.lintNow(subject, project);
        } catch (error) {
          failure = { error };
          return nothing;
        }
      },
      (result, asked) =>
        failure || result.kind === 'waits' || result.kind === 'failed' || haveSecrets(asked, hidden)
          ? undefined
          : { ...result, findings: result.findings.map(withoutSecrets) },
    );
    if (failure) task.onFailure(failure.error);
    return outcome;
  }

  private lintNow(subject: Subject, project: Project): Outcome {
    const { rules } = this.options;
    try {
      const {
        findings,
        files,
        failures,
        unread = [],
      } = lintSubject(subject, project, {
        rules,
        reader: this.reader,
      });
      // Parts of texts keep the whole texts in memory; copies of them do not.
      return structuredClone<Outcome>({
        kind: failures.length ? 'failed' : 'linted',
        findings,
        files,
        failures,
        // Of other files of this computer another user may build.
        unread: unread.filter(({ location }) => isOf(project, location.path)),
        suppressing: files.filter((file) => mayHaveSuppressions(project.files.read(file) ?? '')),
      });
    } catch (error) {
      return { ...nothing, kind: 'failed', failures: [failed(fileOf(subject), error)] };
    }
  }
}

const isOf = ({ root, files }: Project, path: string): boolean => isWithin(path, files.rootOf(root));

const fileOf = (subject: Subject): string =>
  subject.kind === 'template' ? (subject.template.files[0]?.path ?? subject.template.path) : subject.path;
