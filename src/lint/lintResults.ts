import type { Finding } from '../rules/finding';
import type { LintedSubject } from './lintResult';
import type { Subject } from './subject';
import { isSamePath } from '../text/pathKey';
import { PathMap } from '../text/pathMap';
import type { PathSet } from '../text/pathMap';

/** What the last lint of a template, Vagrantfile or answer file brought. */
export interface Linted extends LintedSubject {
  readonly subject: Subject;
  /** All files that were read for it, its configuration included. */
  readonly read: PathSet;
  /** One of its files was changed since. */
  stale: boolean;
}

/** What is known of the workspace, by the keys of subjects; kept for files that nobody has open, too. */
export class LintResults {
  private readonly byKey = new PathMap<Linted>();

  get(key: string): Linted | undefined {
    return this.byKey.get(key);
  }

  set(key: string, linted: Linted): void {
    this.byKey.set(key, linted);
  }

  delete(key: string): void {
    this.byKey.delete(key);
  }

  get keys(): string[] {
    return this.byKey.keys();
  }

  /** All that were read. */
  get files(): ReadonlySet<string> {
    return new Set([...this.byKey.values()].flatMap(({ files }) => files));
  }

  /** Those that a file belongs to, or is led to by. */
  dependentsOf(path: string): (readonly [key: string, linted: Linted])[] {
    return [...this.byKey].filter(([, { read }]) => read.has(path));
  }

  isReadByTemplate(path: string): boolean {
    return this.dependentsOf(path).some(([, { subject }]) => subject.kind === 'template');
  }

  /** As each of those that lead to the file found it: see `judgeFile`. */
  findingsIn(path: string): Finding[] {
    return this.dependentsOf(path).flatMap(([, { findings }]) =>
      findings.filter(({ location }) => isSamePath(location.path, path)),
    );
  }
}
