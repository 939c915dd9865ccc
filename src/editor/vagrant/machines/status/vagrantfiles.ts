import path from 'node:path';
import * as vscode from 'vscode';
import { loadReader } from '../../../../lint/loadVagrantfile';
import { watchReads } from '../../../../lint/watchReads';
import { foreignGlob } from '../../../../pipeline/paths/skippedFolders';
import type { Vagrantfile } from '../../../../pipeline/vagrantfile/vagrantfile';
import { SourceText } from '../../../../text/sourceText';
import { isDefaultVagrantfile } from '../../../../tools/vagrant/defaultVagrantfile';
import { editorFiles } from '../../../editorFiles';
import type { WatchedFiles } from '../../../watchedFiles';
import { isSamePath } from '../../../../text/pathKey';

/** A Vagrantfile of the workspace, read without running it. */
export interface ReadVagrantfile {
  readonly file: string;
  readonly text: string;
  readonly content: Vagrantfile;
}

interface Kept extends ReadVagrantfile {
  /** The texts of the other files that it loads. */
  readonly loaded: ReadonlyMap<string, string | undefined>;
}

/** Whether Vagrant takes a document for the Vagrantfile of its folder. */
export const isFoundByVagrant = ({ scheme, fsPath }: vscode.Uri): boolean =>
  scheme === 'file' && isDefaultVagrantfile(fsPath);

/**
 * The Vagrantfiles of the workspace; what has not changed since the last time is not read again. They are watched from
 * the first time on that somebody asks for them.
 */
export class Vagrantfiles implements vscode.Disposable {
  private watcher: vscode.Disposable | undefined;
  private found: Promise<readonly string[]> | undefined;
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly files: WatchedFiles) {}

  dispose(): void {
    this.watcher?.dispose();
  }

  /** Has the workspace looked through anew. */
  forgetList(): void {
    this.found = undefined;
  }

  /** @param folder where the caller knows one: a list that lacks it is out of date */
  async all(folder?: string): Promise<readonly ReadVagrantfile[]> {
    this.watch();
    let paths = await (this.found ??= find());
    if (folder !== undefined && !paths.some((file) => isSamePath(path.dirname(file), folder)))
      paths = await (this.found = find());
    const files = editorFiles();
    const all: ReadVagrantfile[] = [];
    for (const file of paths) {
      const text = files.read(file);
      if (text !== undefined) all.push(await this.read(file, text));
    }
    return all;
  }

  private watch(): void {
    // One that is gone does no harm in the list: it can't be read.
    this.watcher ??= this.files.onDidChange(({ came }) => {
      if ([...came].some(isDefaultVagrantfile)) this.forgetList();
    });
  }

  private async read(file: string, text: string): Promise<ReadVagrantfile> {
    const kept = this.kept.get(file);
    const files = watchReads(editorFiles());
    if (kept?.text === text && [...kept.loaded].every(([other, before]) => files.read(other) === before))
      return kept;
    const read = await loadReader();
    const content = read(new SourceText(file, text), files);
    const loaded = new Map([...files.files].map((other) => [other, files.read(other)]));
    const now = { file, text, content, loaded };
    this.kept.set(file, now);
    return now;
  }
}

/** The files that Vagrant takes for the Vagrantfile of their folder, as VS Code searches for them. */
export const vagrantfileGlob = '**/[Vv]agrantfile';

async function find(): Promise<readonly string[]> {
  const uris = await vscode.workspace.findFiles(vagrantfileGlob, foreignGlob);
  return uris.map(({ fsPath }) => fsPath).sort();
}
