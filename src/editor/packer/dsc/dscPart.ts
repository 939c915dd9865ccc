import * as vscode from 'vscode';
import type { Part } from '../../part';
import type { TemplateArgument } from '../templates/pickTemplate';
import type { Previews } from '../templates/previews';
import { DscConversions } from './dscConversions';
import { DscDefinitions } from './dscDefinitions';
import { OptionCompletions } from './optionCompletions';
import { OptionHovers } from './optionHovers';

/** Files that a template can be: by their names, as HCL may be another extension's language. */
const json: vscode.DocumentSelector = { scheme: 'file', pattern: '**/*.json' };
const templates: vscode.DocumentSelector = [{ scheme: 'file', pattern: '**/*.pkr.hcl' }, json];

/** The dsc provisioner in templates: completion, hovers, definitions, and its conversion to core provisioners. */
export function dscPart(previews: Previews): Part {
  return {
    commands: {
      'boxwright.packer.convertDsc': async (template?: TemplateArgument, offset?: unknown) =>
        (await import('./convertDscSteps')).convertDscSteps(
          template,
          typeof offset === 'number' ? offset : undefined,
          previews,
        ),
    },
    disposables: [
      // In HCL2 they are options among others: see `editor/language/packer`.
      vscode.languages.registerCompletionItemProvider(
        json,
        new OptionCompletions(),
        ...OptionCompletions.triggers,
      ),
      vscode.languages.registerHoverProvider(json, new OptionHovers()),
      vscode.languages.registerDefinitionProvider(templates, new DscDefinitions()),
      vscode.languages.registerCodeActionsProvider(templates, new DscConversions(), {
        providedCodeActionKinds: DscConversions.kinds,
      }),
    ],
  };
}
