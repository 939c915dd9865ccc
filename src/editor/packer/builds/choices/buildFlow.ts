import path from 'node:path';
import * as vscode from 'vscode';
import { withProgress } from '../../../notify';
import type { Template } from '../../../../pipeline/template/template';
import { templateVariables } from '../../../../pipeline/template/variables';
import type { BuildChoices } from '../../../../tools/packer/commands/buildChoices';
import { editorFiles } from '../../../editorFiles';
import { MultiStepInput } from '../../../multiStepInput';
import type { BuildRequest } from '../../../../tools/packer/commands/buildRequest';
import { targetOf } from '../../templates/pickTemplate';
import { buildsStep } from './buildsStep';
import { checkPage, hasErrors, requestOf } from './checkPage';
import type { Checks } from './checkPage';
import { firstChoices } from './firstChoices';
import type { ChoiceMemory } from './choiceMemory';
import { describeChoices } from './describeChoices';
import type { FlowState, Step } from './flowState';
import { onErrorStep, parallelStep, switchesStep } from './optionSteps';
import { varFilesStep } from './varFilesStep';
import { unsetVariables, variablesStep } from './variablesStep';

const steps: readonly Step[] = [
  buildsStep,
  varFilesStep,
  variablesStep,
  switchesStep,
  onErrorStep,
  parallelStep,
];

/**
 * Asks how a template is built: as last time, in two key strokes, or with other choices, page by page. The choices are
 * remembered when it is built.
 * @returns undefined when the user leaves
 */
export async function askForBuild(
  template: Template,
  memory: ChoiceMemory,
  checks: Checks,
  stepByStep = false,
): Promise<BuildRequest | undefined> {
  const input = new MultiStepInput();
  try {
    const { state, last } = await stateOf(template, memory, input, stepByStep);
    for (;;) {
      const asked = await startPage(state, last);
      if (!asked) return undefined;
      const missing = asked === 'build' && unsetVariables(state).length > 0;
      const end = await walk(state, asked === 'change' ? steps : missing ? [variablesStep] : [], checks);
      if (end === 'back') continue;
      if (!end) return undefined;
      await memory.remember(template, state.choices);
      return requestOf(state);
    }
  } finally {
    input.dispose();
  }
}

/**
 * The last choices of a template, without a question unless something would make the build fail.
 * @returns undefined when it was never built, `'left'` when the user leaves
 */
export async function repeatBuild(
  template: Template,
  memory: ChoiceMemory,
  checks: Checks,
  stepByStep = false,
): Promise<BuildRequest | 'left' | undefined> {
  const input = new MultiStepInput();
  try {
    const { state, last } = await stateOf(template, memory, input, stepByStep);
    if (!last) return undefined;
    return (await confirm(state, checks)) ?? 'left';
  } finally {
    input.dispose();
  }
}

/**
 * Looks whether a build that was put together elsewhere, as by a task, can succeed; asks when it can not.
 * @returns undefined when the user leaves
 */
export async function confirmBuild(
  request: BuildRequest,
  memory: ChoiceMemory,
  checks: Checks,
): Promise<BuildRequest | undefined> {
  const input = new MultiStepInput();
  try {
    const { template, choices, target, secrets } = request;
    const state = await newState(template, memory, input, choices);
    state.cwd = target.cwd;
    state.secrets = new Map(secrets);
    return await confirm(state, checks);
  } finally {
    input.dispose();
  }
}

async function confirm(state: FlowState, checks: Checks): Promise<BuildRequest | undefined> {
  const notes = await withProgress({ location: vscode.ProgressLocation.Window }, () =>
    checks.check(requestOf(state)),
  );
  if (!hasErrors(notes)) return requestOf(state);
  const end = await walk(state, [], checks, notes);
  return end === 'build' ? requestOf(state) : undefined;
}

/** Leads through pages to the last one, and back and forth among them. */
async function walk(
  state: FlowState,
  asked: readonly Step[],
  checks: Checks,
  notes?: Awaited<ReturnType<Checks['check']>>,
): Promise<'build' | 'back' | undefined> {
  let way = asked;
  let known = notes;
  const isAlone = notes !== undefined;
  for (let at = firstOf(way, state); ;) {
    const applying = way.filter((step) => step.applies(state));
    const step = way[at];
    const place = {
      title: titleOf(state.template),
      ...(applying.length && {
        step: (step ? applying.indexOf(step) : applying.length) + 1,
        totalSteps: applying.length + 1,
      }),
      back: !isAlone || applying.length > 0,
    };
    const end = step ? await step.ask(state, place) : await checkPage(state, place, checks, known);
    known = undefined;
    if (end === undefined || end === 'build') return end;
    if (end === 'next') at = nextOf(way, at, state);
    else if (end === 'back') {
      at = previousOf(way, at, state);
      if (at < 0) return 'back';
    } else {
      // To the very page on which it can be put right.
      const wanted = end === 'variables' ? variablesStep : varFilesStep;
      if (!way.includes(wanted)) way = [...way, wanted];
      at = way.indexOf(wanted);
    }
  }
}

const firstOf = (way: readonly Step[], state: FlowState): number => nextOf(way, -1, state);

/** The length of the way for the last page. */
function nextOf(way: readonly Step[], at: number, state: FlowState): number {
  const next = way.findIndex((step, index) => index > at && step.applies(state));
  return next < 0 ? way.length : next;
}

/** Negative for what is before the first page. */
const previousOf = (way: readonly Step[], at: number, state: FlowState): number =>
  way.findLastIndex((step, index) => index < at && step.applies(state));

async function startPage(
  state: FlowState,
  last: BuildChoices | undefined,
): Promise<'build' | 'change' | undefined> {
  const { template } = state;
  const first = firstChoices(template);
  const build = {
    label: last ? vscode.l10n.t('Build with the last choices') : vscode.l10n.t('Build'),
    description: describeChoices(template, last ?? first),
    iconPath: new vscode.ThemeIcon('play'),
    way: 'build' as const,
    choices: last ?? first,
  };
  const change = {
    label: vscode.l10n.t('Change…'),
    description: vscode.l10n.t('builds, variables, options'),
    iconPath: new vscode.ThemeIcon('edit'),
    way: 'change' as const,
    choices: undefined,
  };
  const fresh = {
    label: vscode.l10n.t('Start over…'),
    description: vscode.l10n.t('from the default choices'),
    iconPath: new vscode.ThemeIcon('discard'),
    way: 'change' as const,
    choices: { ...first, secrets: state.choices.secrets },
  };
  const answer = await state.input.ask({
    title: titleOf(template),
    items: last ? [build, change, fresh] : [build, change],
    active: build,
    placeholder: vscode.l10n.t('Select how to build'),
  });
  if (answer?.kind !== 'items') return undefined;
  const [item] = answer.items;
  if (item?.choices) state.choices = item.choices;
  state.once = {};
  state.mayDelete = [];
  return item?.way;
}

async function stateOf(template: Template, memory: ChoiceMemory, input: MultiStepInput, stepByStep: boolean) {
  const last = memory.last(template, templateVariables(template, editorFiles()));
  const state = await newState(template, memory, input, last ?? firstChoices(template), stepByStep);
  state.secrets = await memory.secretValues(template, state.choices.secrets);
  // A value that the system has lost is asked for again.
  const secrets = state.choices.secrets.filter((name) => state.secrets.has(name));
  state.choices = { ...state.choices, secrets };
  return { state, last: last && state.choices };
}

async function newState(
  template: Template,
  memory: ChoiceMemory,
  input: MultiStepInput,
  choices: BuildChoices,
  stepByStep = false,
): Promise<FlowState> {
  const { cwd } = await targetOf(template);
  const state: FlowState = {
    template,
    memory,
    input,
    choices,
    once: {},
    mayDelete: [],
    stepByStep,
    secrets: new Map(),
    cwd,
    variables: () => {
      const varFiles = state.choices.varFiles.map((file) => path.resolve(state.cwd, file));
      return templateVariables(template, editorFiles(), { varFiles });
    },
  };
  return state;
}

const titleOf = ({ path: file }: Template): string =>
  vscode.l10n.t('Build {0}', vscode.workspace.asRelativePath(file));
