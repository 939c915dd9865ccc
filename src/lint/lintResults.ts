import type { GivenValues } from '../pipeline/template/readTemplate';
import type { Finding } from '../rules/finding';
import { isExcerpt } from './cache/questions';
import type { Answered } from './cache/questions';
import type { LintedSubject, LintResult } from './lintResult';
import type { LintInputs } from './lintProtocol';
import type { Subject } from './subject';
import { isSamePath } from '../text/pathKey';
import { PathMap } from '../text/pathMap';
import type { PathSet } from '../text/pathMap';

/** What the last lint of a template, Vagrantfile or answer file brought. */
export interface Linted extends Pick<LintResult, 'findings' | 'files'> {
  readonly kind: Subject['kind'];
  readonly isHcl: boolean;
  /** How many builds it has. */
  readonly builds: number;
  /** All files that were read for it, its configuration included. */
  readonly read: PathSet;
  /** What was asked of the files, also of those that are not there: as long as the answers stay, so does the result. */
  readonly asked: readonly Answered[];
  /** What it depends on beside the files. */
  readonly by: { readonly packer: LintInputs['packer']; readonly given: GivenValues | undefined };
  /** One of its files was changed since. */
  stale: boolean;
}

/** What the rules were asked about, with what they said. */
export interface Details extends LintedSubject {
  readonly subject: Subject;
}

/** What is known of the workspace, by the keys of subjects; kept for files that nobody has open, too. */
export class LintResults {
  private readonly byKey = new PathMap<Linted>();
  /** By what was read the keys of those that read it. */
  private readonly readers = new PathMap<Set<string>>();
  /** By a file of which only some was asked: what, and the keys of those that did. */
  private readonly excerpts = new PathMap<Map<Answered, Set<string>>>();

  get(key: string): Linted | undefined {
    return this.byKey.get(key);
  }

  set(key: string, linted: Linted): void {
    this.forgetReads(key);
    this.byKey.set(key, linted);
    for (const file of linted.read) {
      const keys = this.readers.get(file);
      if (keys) keys.add(key);
      else this.readers.set(file, new Set([key]));
    }
    for (const one of linted.asked) {
      if (!isExcerpt(one)) continue;
      const ofFile = this.excerpts.get(one.path) ?? new Map<Answered, Set<string>>();
      this.excerpts.set(one.path, ofFile);
      const keys = ofFile.get(one);
      if (keys) keys.add(key);
      else ofFile.set(one, new Set([key]));
    }
  }

  delete(key: string): void {
    this.forgetReads(key);
    this.byKey.delete(key);
  }

  private forgetReads(key: string): void {
    const known = this.byKey.get(key);
    for (const file of known?.read ?? []) {
      const keys = this.readers.get(file);
      keys?.delete(key);
      if (!keys?.size) this.readers.delete(file);
    }
    for (const one of known?.asked ?? []) {
      if (!isExcerpt(one)) continue;
      const ofFile = this.excerpts.get(one.path);
      const keys = ofFile?.get(one);
      keys?.delete(key);
      if (!keys?.size) ofFile?.delete(one);
      if (!ofFile?.size) this.excerpts.delete(one.path);
    }
  }

  get keys(): string[] {
    return this.byKey.keys();
  }

  /** All that were read. */
  get files(): ReadonlySet<string> {
    return new Set([...this.byKey.values()].flatMap(({ files }) => files));
  }

  get all(): Iterable<readonly [key: string, linted: Linted]> {
    return this.byKey;
  }

  /** Those that a file belongs to, or is led to by; in the order of their keys. */
  dependentsOf(path: string): (readonly [key: string, linted: Linted])[] {
    return [...(this.readers.get(path) ?? [])].sort().flatMap((key) => {
      const linted = this.byKey.get(key);
      return linted ? [[key, linted] as const] : [];
    });
  }

  /** What was asked of only some of what a file says, with the keys of those that asked it. */
  excerptsOf(path: string): Iterable<readonly [asked: Answered, keys: ReadonlySet<string>]> {
    return this.excerpts.get(path) ?? [];
  }

  isReadByTemplate(path: string): boolean {
    return this.dependentsOf(path).some(([, { kind }]) => kind === 'template');
  }

  /** As each of those that lead to the file found it: see `judgeFile`. */
  findingsIn(path: string): Finding[] {
    return this.dependentsOf(path).flatMap(([, { findings }]) =>
      findings.filter(({ location }) => isSamePath(location.path, path)),
    );
  }
}
