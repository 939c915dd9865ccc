import * as vscode from 'vscode';
import { hide } from '../../../../pipeline/hiddenValues';
import type { TemplateVariable } from '../../../../pipeline/template/variables';
import type { BuildChoices } from '../../../../tools/packer/commands/buildChoices';
import { isSecret } from '../../../../tools/packer/commands/keepSecretsApart';
import { back, separator } from '../../../multiStepInput';
import type { PagePlace } from '../../../multiStepInput';
import type { FlowState, Step } from './flowState';

interface VariableItem extends vscode.QuickPickItem {
  /** Undefined: go on. */
  readonly variable?: TemplateVariable;
}

const reset = (): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon('discard'),
  tooltip: vscode.l10n.t('Reset to default'),
});

/** Which variables have which values; secrets are typed unseen, and kept where the system keeps secrets. */
export const variablesStep: Step = {
  applies: (state) => state.variables().length > 0,
  async ask(state, place) {
    for (;;) {
      const variables = state.variables();
      const go: VariableItem = {
        label: vscode.l10n.t('Continue'),
        iconPath: new vscode.ThemeIcon('arrow-right'),
      };
      const items = sorted(variables).map((variable) => itemOf(variable, state));
      const needed = items.find(({ variable }) => variable && isUnset(variable, state));
      const answer = await state.input.ask<VariableItem>({
        ...place,
        items: [...(needed ? [] : [go]), separator(vscode.l10n.t('Variables')), ...items],
        active: needed ?? go,
        placeholder: needed
          ? vscode.l10n.t('Enter a value for {0}: Packer cannot build without it', needed.label)
          : vscode.l10n.t('Select a variable to change its value'),
      });
      if (answer?.kind === 'itemButton') {
        if (answer.item.variable) await unset(answer.item.variable, state);
      } else if (answer?.kind !== 'items') return answer === back ? 'back' : undefined;
      else {
        const [item] = answer.items;
        if (!item) continue;
        if (!item.variable) return 'next';
        if (!(await change(item.variable, state, place))) return undefined;
      }
    }
  },
};

/** Required variables that nothing sets. */
export const unsetVariables = (state: FlowState): TemplateVariable[] =>
  state.variables().filter((variable) => isUnset(variable, state));

const isUnset = ({ name, required }: TemplateVariable, { template, choices, secrets }: FlowState): boolean =>
  required &&
  choices.variables[name] === undefined &&
  !secrets.has(name) &&
  // Packer reads these for HCL2 templates.
  (template.dialect === 'json' || process.env[`PKR_VAR_${name}`] === undefined);

/** Required ones first; else in the order of the template. */
const sorted = (variables: readonly TemplateVariable[]): TemplateVariable[] => [
  ...variables.filter(({ required }) => required),
  ...variables.filter(({ required }) => !required),
];

function itemOf(variable: TemplateVariable, state: FlowState): VariableItem {
  const { name, description } = variable;
  const given = state.choices.variables[name] !== undefined || state.secrets.has(name);
  return {
    label: name,
    description: valueOf(variable, state),
    ...(description !== undefined && { detail: description }),
    ...(isSecret(variable) && { iconPath: new vscode.ThemeIcon('lock') }),
    ...(given && { buttons: [reset()] }),
    variable,
  };
}

/** A value as it may be seen. */
function valueOf(variable: TemplateVariable, { choices, secrets, template }: FlowState): string {
  const { name, required, value, setIn } = variable;
  const given = choices.variables[name];
  if (secrets.has(name)) return vscode.l10n.t('secret');
  if (given !== undefined) return given === '' ? vscode.l10n.t('empty') : given;
  if (required) return vscode.l10n.t('needs a value');
  const origin = setIn === undefined ? vscode.l10n.t('default') : vscode.workspace.asRelativePath(setIn);
  if (isSecret(variable)) return origin;
  // It may be made of a secret one.
  return value === undefined ? origin : `${hide(value, template.hidden)} (${origin})`;
}

/** @returns whether to go on */
async function change(variable: TemplateVariable, state: FlowState, place: PagePlace): Promise<boolean> {
  const { name, type } = variable;
  const secret = isSecret(variable);
  const given = state.choices.variables[name] ?? (variable.setIn === undefined ? variable.value : undefined);
  const answer = await state.input.text({
    title: `${place.title}: ${name}`,
    back: true,
    prompt: promptOf(variable),
    ...(type !== undefined && { placeholder: type }),
    ...(secret ? { password: true } : given !== undefined && { value: given }),
    validate: (value) => mistakeIn(value, type),
  });
  if (answer === undefined) return false;
  if (typeof answer !== 'string') return true;
  if (!secret) {
    const variables = { ...state.choices.variables, [name]: answer };
    state.choices = { ...state.choices, variables };
  } else if (answer) {
    await state.memory.keepSecret(state.template, name, answer);
    state.secrets.set(name, answer);
    const variables = without(state.choices.variables, name);
    const secrets = [...new Set([...state.choices.secrets, name])];
    state.choices = { ...state.choices, variables, secrets };
  }
  return true;
}

function promptOf(variable: TemplateVariable): string {
  const { description, sensitive } = variable;
  const hint = !isSecret(variable)
    ? ''
    : sensitive
      ? vscode.l10n.t('Stored in the secret storage of your system. Packer does not print it.')
      : vscode.l10n.t(
          'Stored in the secret storage of your system. Packer prints it, unless the template declares it as sensitive.',
        );
  return (
    [description, hint].filter(Boolean).join(' ') ||
    vscode.l10n.t('The value for this build and the next ones.')
  );
}

/** Packer reads a value by the type of its variable. */
function mistakeIn(value: string, type: string | undefined): string | undefined {
  if (type === 'number' && !/^-?\d+(\.\d+)?$/.test(value.trim())) return vscode.l10n.t('Enter a number.');
  if (type === 'bool' && !/^(true|false)$/.test(value.trim())) return vscode.l10n.t('Enter true or false.');
  return undefined;
}

async function unset({ name }: TemplateVariable, state: FlowState): Promise<void> {
  const variables = without(state.choices.variables, name);
  const secrets = state.choices.secrets.filter((other) => other !== name);
  state.choices = { ...state.choices, variables, secrets };
  if (state.secrets.delete(name)) await state.memory.forgetSecret(state.template, name);
}

const without = (variables: BuildChoices['variables'], name: string): BuildChoices['variables'] =>
  Object.fromEntries(Object.entries(variables).filter(([other]) => other !== name));
