import * as vscode from 'vscode';
import type { Part } from '../../part';
import type { TemplateArgument } from '../templates/pickTemplate';
import type { Previews } from '../templates/previews';
import { DscConversions } from './dscConversions';

/** Files that a template can be: by their names, as HCL may be another extension's language. */
const templates: vscode.DocumentSelector = ['**/*.pkr.hcl', '**/*.json'].map((pattern) => ({
  scheme: 'file',
  pattern,
}));

/** The conversion of dsc steps to core provisioners. */
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
      vscode.languages.registerCodeActionsProvider(templates, new DscConversions(), {
        providedCodeActionKinds: DscConversions.kinds,
      }),
    ],
  };
}
