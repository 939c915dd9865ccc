import * as vscode from 'vscode';
import { readConfiguration } from '../lint/configuration';
import { isHclTemplateFile, readTemplate } from '../pipeline/template/readTemplate';
import type { Template } from '../pipeline/template/template';
import { editorFiles } from './editorFiles';

/** What no template is looked for in. */
const excluded = '**/{node_modules,packer_cache,.vagrant,.git,output-*}/**';

/** More files than this are not looked at: it is no workspace for building images. */
const mostFiles = 5000;

/** The templates of the workspace, one after the other, so that the editor stays free between them. */
export async function* workspaceTemplates(): AsyncGenerator<Template> {
  const uris = await vscode.workspace.findFiles('**/*.{json,pkr.hcl}', excluded, mostFiles);
  const files = editorFiles();
  const seen = new Set<string>();
  for (const { fsPath } of uris) {
    const configuration = readConfiguration(files.rootOf(fsPath), files);
    if (configuration.ignores(fsPath) || files.isKeptElsewhere(fsPath)) continue;
    // Most .json files are something else; what holds no builders is not parsed.
    if (!isHclTemplateFile(fsPath) && !files.read(fsPath)?.includes('"builders"')) continue;
    const template = readTemplate(fsPath, files);
    if (!template || seen.has(template.path)) continue;
    seen.add(template.path);
    yield template;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
