import type * as vscode from 'vscode';
import type { Command, Shared } from '../part';
import { dscPart } from './dsc/dscPart';
import { Formatting } from './formatting';
import { initTemplate } from './initTemplate';
import { inspectTemplate } from './inspect';
import { openConsole } from './openConsole';
import type { TemplateArgument } from './pickTemplate';
import { Previews } from './previews';
import { traceShellScripts } from './traceShellScripts';
import { convertToHcl2, upgrade } from './upgrade';
import type { RequestOf } from './validate';
import { VirtualDocuments } from './virtualDocuments';

/** What Packer does with templates besides building them: commands by their ids, and what ends with them. */
export function templateCommands({ runner, log }: Shared, requestOf: RequestOf) {
  const formatting = new Formatting(runner, log);
  const inspected = new VirtualDocuments('boxwright-packer');
  const previews = new Previews();
  const dsc = dscPart(previews);
  const commands: Readonly<Record<string, Command>> = {
    'boxwright.packer.init': (template?: TemplateArgument) => initTemplate(template, runner),
    'boxwright.packer.inspect': (template?: TemplateArgument) =>
      inspectTemplate(template, runner, requestOf, inspected),
    'boxwright.packer.format': (template?: TemplateArgument) => formatting.run(template),
    'boxwright.packer.upgrade': (template?: TemplateArgument) => upgrade(template, runner, previews),
    'boxwright.packer.convert': (template?: TemplateArgument) => convertToHcl2(template, runner, previews),
    'boxwright.packer.applyPreview': (uri?: vscode.Uri) => previews.apply(uri),
    'boxwright.packer.traceScripts': (template?: TemplateArgument) => traceShellScripts(template),
    'boxwright.packer.console': (template?: TemplateArgument) => openConsole(template, runner, requestOf),
    ...dsc.commands,
  };
  return { commands, disposables: [formatting, inspected, previews, ...dsc.disposables] };
}
