import { isSkippedFolder } from '../../pipeline/paths/skippedFolders';
import type { Template } from '../../pipeline/template/template';
import { excerptOf } from '../../text/fileSource';
import type { FileSource } from '../../text/fileSource';
import { foldersUp } from '../../text/pathKey';
import { isOfValues, isScript, isStarter, mentions, values } from './mentions';
import type { Mentions } from './mentions';

/** Each is looked at again at each key stroke. Nobody knows what others say. */
const mostFiles = 60;
const mostFolders = 60;

/**
 * The files with which builds of a template may be started: files of values, which lie beside it or beside its folder as a
 * rule, and scripts there and near the folders on the way up to the project's root. They are read one after the other, as
 * far as somebody asks: a template is checked again when one of those changes that it has led to.
 */
export class AroundTemplate {
  private readonly values = new OneByOne(this.read(isOfValues));
  private readonly scripts = new OneByOne(this.read(isScript));

  private isCutOff = false;

  constructor(
    private readonly template: Template,
    private readonly files: FileSource,
  ) {}

  /** Whether a script or a file of values gives a variable a value. */
  gives(name: string): boolean {
    return this.values.some(({ given }) => given.has(name)) || this.passes(name);
  }

  /** Whether the project shows that builds are given values at all, or may do so: others may be given elsewhere. */
  givesAny(names: readonly string[]): boolean {
    return (
      this.values.some(({ given }) => names.some((name) => given.has(name))) ||
      this.scripts.some(({ given, givesOthers }) => given.size > 0 || givesOthers === true) ||
      this.isCutOff
    );
  }

  /** The same as `gives`, but for the files of values in its own folder. */
  givesFromElsewhere(name: string): boolean {
    const { paths } = this.files;
    const isElsewhere = (path: string) => paths.dirname(path) !== this.template.folder;
    return this.values.some(({ given, path }) => given.has(name) && isElsewhere(path)) || this.passes(name);
  }

  private passes(name: string): boolean {
    return this.scripts.some(({ given }) => given.has(name));
  }

  /** Whether a value in a file is made of a variable. */
  usesInValues(name: string): boolean {
    return this.values.some(({ words, isTemplate }) => !isTemplate && words.has(name));
  }

  /** Whether another template of the folder uses a variable: what they all use, builds are given on purpose. */
  isUsedBeside(name: string): boolean {
    return this.values.some(({ words, isTemplate }) => isTemplate && words.has(name));
  }

  private *read(isWanted: (name: string) => boolean): Generator<Mentions & { path: string }, undefined> {
    let left = mostFiles;
    for (const { folder, name } of this.names()) {
      const path = this.files.paths.join(folder, name);
      if (!isWanted(name) || this.template.files.some((file) => file.path === path)) continue;
      if (left-- <= 0) {
        this.isCutOff = true;
        return undefined;
      }
      // Templates of other folders are no part of what is built here.
      const isBeside = folder === this.template.folder;
      const read = excerptOf(this.files, path, isBeside ? mentions : values);
      if (read && (!read.isTemplate || isBeside)) yield { ...read, path };
    }
    return undefined;
  }

  /** Names in its folder and those above, and in their folders. */
  private *names(): Generator<{ folder: string; name: string }> {
    const { folder } = this.template;
    const { paths } = this.files;
    const above = foldersUp(folder, this.files.rootOf(folder), paths);
    const beside = above[1] ?? folder;
    // How deep their folders are looked into.
    const depths = new Map(above.map((at) => [at, at === beside ? 2 : 1]));
    const queue = [...above];
    for (const one of queue) {
      const depth = depths.get(one) ?? 0;
      for (const name of this.files.list(one, 'starters')) if (isStarter(name)) yield { folder: one, name };
      if (depth === 0) continue;
      for (const name of this.files.list(one, 'folders')) {
        const at = paths.join(one, name);
        const isHidden = name.startsWith('.');
        if (isStarter(name) || depths.has(at) || hasExtension.test(name)) continue;
        if ((isHidden && !workflows.has(name)) || isSkippedFolder(name)) continue;
        if (queue.length >= mostFolders) this.isCutOff = true;
        if (this.isCutOff) break;
        depths.set(at, isHidden ? 1 : depth - 1);
        queue.push(at);
      }
    }
  }
}

/** Hidden folders that say how a project is built. */
const workflows = new Set(['.buildkite', '.circleci', '.github', '.gitlab']);

/** No folder is looked for behind such a name: to ask what it is costs time. */
const hasExtension = /\.(?:cfg|conf|hcl|img|iso|json|md|ova|ovf|pem|png|svg|tf|tmpl|tpl|txt|xml|zip)$/i;

/** What is made one by one, and kept. */
class OneByOne<One> {
  private readonly known: One[] = [];

  constructor(private readonly rest: Iterator<One, undefined>) {}

  some(holds: (one: One) => boolean): boolean {
    if (this.known.some(holds)) return true;
    for (let next = this.rest.next(); !next.done; next = this.rest.next()) {
      this.known.push(next.value);
      if (holds(next.value)) return true;
    }
    return false;
  }
}
