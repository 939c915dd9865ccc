import type * as vscode from 'vscode';
import type { RequestOf } from '../../../tools/packer/commands/buildRequest';
import type { Part, EditorServices } from '../../part';
import { Formatting } from './formatting';
import type { TemplateArgument } from './pickTemplate';
import type { Previews } from './previews';
import { VirtualDocuments } from './virtualDocuments';

/** What Packer does with templates besides building them. What only a command needs is loaded with it. */
export function templateCommands(services: EditorServices, previews: Previews, requestOf: RequestOf): Part {
  const { runner, log, versions } = services;
  const formatting = new Formatting(runner, versions, log);
  const inspected = new VirtualDocuments('boxwright-packer');
  return {
    commands: {
      'boxwright.packer.init': async (template?: TemplateArgument) =>
        (await import('./initTemplate')).initTemplate(template, services),
      'boxwright.packer.inspect': async (template?: TemplateArgument) =>
        (await import('./inspect')).inspectTemplate(template, runner, requestOf, inspected),
      'boxwright.packer.separateTemplates': async (template?: TemplateArgument) =>
        (await import('./chooseReading')).chooseReading(template, true),
      'boxwright.packer.joinTemplates': async (template?: TemplateArgument) =>
        (await import('./chooseReading')).chooseReading(template, false),
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
    },
    disposables: [formatting, inspected],
  };
}
