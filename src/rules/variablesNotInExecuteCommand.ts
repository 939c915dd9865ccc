import type { Shared } from '../pipeline/template/sharedSteps';
import type { Provisioner, Template } from '../pipeline/template/template';
import { provisionersOf } from '../pipeline/timeline/courses';
import { listOf, setting, strings } from '../pipeline/value';
import type { Value } from '../pipeline/value';
import type { Report, Rule } from './rule';

/**
 * The variables are put where `{{ .Vars }}` stands, or into the file that `{{ .EnvVarFile }}` names, and nowhere else
 * (hashicorp/packer provisioner/shell/provisioner.go, packer-plugin-sdk provisioner docs of windows-shell).
 */
export const variablesNotInExecuteCommand: Rule = {
  id: 'variables-not-in-execute-command',
  severity: 'warning',
  category: 'template',
  since: '0.1.0',
  summary: 'An execute_command does not pass on the environment variables of its step.',
  fixes: [],
  check: (pipeline) => provisionersOf(pipeline).flatMap((shared) => reportOf(pipeline.template, shared)),
};

const steps: ReadonlySet<string> = new Set(['shell', 'windows-shell', 'powershell']);

function reportOf(template: Template, { step, builds }: Shared<Provisioner>): Report[] {
  const { type, settings } = step;
  if (!steps.has(type)) return [];
  // With a user of its own another command runs the script.
  if (type === 'powershell' && setting(settings, 'elevated_user')) return [];
  const [command] = strings(setting(settings, 'execute_command'));
  const variables = ['environment_vars', 'env'].map((name) => setting(settings, name)).find(hasEntries);
  if (!command?.text || !variables) return [];
  // What a variable without a value holds may be anything.
  if (/\.(?:Vars|EnvVarFile)\b|\{\{\s*user\b/.test(command.text)) return [];
  if (template.dialect === 'hcl2' && command.partial && command.text.includes('${')) return [];
  return [
    {
      builds,
      message:
        'execute_command has no {{ .Vars }}, so the script does not get the environment variables of this step. Put {{ .Vars }} in front of {{ .Path }}.',
      location: command.location,
      related: [{ message: 'These variables are not set.', location: variables.location }],
    },
  ];
}

const hasEntries = (value: Value | undefined): value is Value =>
  value !== undefined && (value.kind === 'map' ? value.entries.length > 0 : listOf(value).length > 0);
