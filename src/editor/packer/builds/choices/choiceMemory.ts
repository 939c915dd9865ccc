import type * as vscode from 'vscode';
import type { Template } from '../../../../pipeline/template/template';
import type { TemplateVariable } from '../../../../pipeline/template/variables';
import { defaultChoices } from '../../../../tools/packer/commands/buildChoices';
import type { BuildChoices } from '../../../../tools/packer/commands/buildChoices';
import { postProcessorNames } from '../../../../tools/packer/commands/selectedBuilds';
import { editorFiles } from '../../../editorFiles';
import { choicesKey, lastValues } from './lastValues';

/** Remembers with which choices a template was built last, in the workspace; secrets where the system keeps secrets. */
export class ChoiceMemory {
  constructor(
    private readonly store: vscode.Memento,
    private readonly secrets: vscode.SecretStorage,
  ) {}

  /** The last choices of a template, as far as they still fit it; undefined when it was never built. */
  last(template: Template, variables: readonly TemplateVariable[]): BuildChoices | undefined {
    const { path, builds, dialect } = template;
    const kept = this.store.get<Partial<BuildChoices>>(choicesKey(path));
    if (!kept) return undefined;
    const choices = { ...defaultChoices, ...kept };
    const declared = new Set(variables.map(({ name }) => name));
    // In HCL2 templates names may be patterns.
    const isThere = (name: string) =>
      builds.some((build) => build.name === name) || (dialect === 'hcl2' && /[*?[{]/.test(name));
    const steps = postProcessorNames(template);
    return {
      ...choices,
      only: choices.only.filter(isThere),
      except: choices.except.filter((name) => isThere(name) || steps.includes(name)),
      variables: Object.fromEntries(Object.entries(choices.variables).filter(([name]) => declared.has(name))),
      secrets: choices.secrets.filter((name) => declared.has(name)),
    };
  }

  async remember(template: Template, given: BuildChoices): Promise<void> {
    const { keepSecretsApart } = await import('../../../../tools/packer/commands/keepSecretsApart');
    const { choices, secrets } = keepSecretsApart(
      { template, choices: given, secrets: new Map<string, string>() },
      editorFiles(),
    );
    for (const [name, value] of secrets) await this.keepSecret(template, name, value);
    await this.store.update(choicesKey(template.path), choices);
    lastValues.note(template.path);
  }

  /** The values of secret variables, without those that are not kept. */
  async secretValues({ path }: Template, names: readonly string[]): Promise<Map<string, string>> {
    const values = await Promise.all(
      names.map(async (name) => [name, await this.secrets.get(secretKey(path, name))] as const),
    );
    return new Map(values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
  }

  async keepSecret({ path }: Template, name: string, value: string): Promise<void> {
    await this.secrets.store(secretKey(path, name), value);
  }

  async forgetSecret({ path }: Template, name: string): Promise<void> {
    await this.secrets.delete(secretKey(path, name));
  }
}

const secretKey = (template: string, name: string): string => `packer.secret:${template}:${name}`;
