import type * as vscode from 'vscode';
import type { Command, Shared } from '../../part';
import { dscPart } from '../dsc/dscPart';
import { Formatting } from './formatting';
import type { TemplateArgument } from './pickTemplate';
import { Previews } from './previews';
import type { RequestOf } from './validate';
import { VirtualDocuments } from './virtualDocuments';

/** What Packer does with templates besides building them: commands by their ids, and what ends with them. */
export function templateCommands({ runner, log, versions }: Shared, requestOf: RequestOf) {
  const formatting = new Formatting(runner, versions, log);
  const inspected = new VirtualDocuments('boxwright-packer');
  const previews = new Previews();
  const dsc = dscPart(previews);
  // What only a command needs is loaded with it.
  const commands: Readonly<Record<string, Command>> = {
    'boxwright.packer.init': async (template?: TemplateArgument) =>
      (await import('./initTemplate')).initTemplate(template, runner, versions),
    'boxwright.packer.inspect': async (template?: TemplateArgument) =>
      (await import('./inspect')).inspectTemplate(template, runner, requestOf, inspected),
    'boxwright.packer.format': (template?: TemplateArgument) => formatting.run(template),
    'boxwright.packer.upgrade': async (template?: TemplateArgument) =>
      (await import('./upgrade')).upgrade(template, runner, previews),
    'boxwright.packer.convert': async (template?: TemplateArgument) =>
      (await import('./upgrade')).convertToHcl2(template, runner, versions, previews),
    'boxwright.packer.applyPreview': (uri?: vscode.Uri) => previews.apply(uri),
    'boxwright.packer.traceScripts': async (template?: TemplateArgument) =>
      (await import('./traceShellScripts')).traceShellScripts(template),
    'boxwright.packer.console': async (template?: TemplateArgument) =>
      (await import('./openConsole')).openConsole(template, runner, requestOf),
    ...dsc.commands,
  };
  return { commands, disposables: [formatting, inspected, previews, ...dsc.disposables] };
}
