import { readFile, stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { readConfiguration } from '../lint/configuration';
import { subjectAt } from '../lint/findSubjects';
import type { Subject } from '../lint/findSubjects';
import { isHclTemplateFile } from '../pipeline/template/readTemplate';
import { editorFiles } from './editorFiles';
import { slices } from './slices';

/** What nothing is looked for in. */
const excluded = '**/{node_modules,packer_cache,.vagrant,.git,output-*}/**';

/** More files than this are not looked at: it is no workspace for building images. */
const mostFiles = 5000;

/** A larger file is no template that a person wrote. Bytes. */
const largest = 1024 * 1024;

const templates = ['**/*.pkr.{hcl,json}', '**/*.json'];
const others = ['**/*[vV]agrantfile*', '**/{A,a}uto{U,u}nattend.xml'];

/** The templates of the workspace, one after the other, so that the editor stays free between them. */
export const templateSubjects = (): AsyncGenerator<Subject> => find(templates);

/** The templates, then the Vagrantfiles, then the answer files of the workspace, without what is ignored. */
export const workspaceSubjects = (): AsyncGenerator<Subject> => find([...templates, ...others]);

async function* find(patterns: readonly string[]): AsyncGenerator<Subject> {
  const pause = slices();
  const seen = new Set<string>();
  for (const pattern of patterns)
    for (const { fsPath } of await vscode.workspace.findFiles(pattern, excluded, mostFiles)) {
      await pause();
      const subject = (await mayBe(fsPath)) ? read(fsPath) : undefined;
      const path = subject?.kind === 'template' ? subject.template.path : subject?.path;
      if (!subject || !path || seen.has(path)) continue;
      seen.add(path);
      yield subject;
    }
}

function read(path: string): Subject | undefined {
  const files = editorFiles();
  const configuration = readConfiguration(files.rootOf(path), files);
  return configuration.ignores(path) || files.isKeptElsewhere(path) ? undefined : subjectAt(path, files);
}

/** Most .json files are something else; what holds no builders is not parsed, nor kept in memory. */
async function mayBe(path: string): Promise<boolean> {
  if (isHclTemplateFile(path) || !path.endsWith('.json')) return true;
  try {
    return (await stat(path)).size <= largest && (await readFile(path)).includes('"builders"');
  } catch {
    return false;
  }
}
