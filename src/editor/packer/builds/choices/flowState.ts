import type { Template } from '../../../../pipeline/template/template';
import type { TemplateVariable } from '../../../../pipeline/template/variables';
import type { BuildChoices } from '../../../../tools/packer/commands/buildChoices';
import type { MultiStepInput, PagePlace } from '../../../multiStepInput';
import type { ChoiceMemory } from './choiceMemory';

/** What is being put together. */
export interface FlowState {
  readonly template: Template;
  readonly memory: ChoiceMemory;
  readonly input: MultiStepInput;
  /** As the choices leave it. */
  readonly variables: () => TemplateVariable[];
  choices: BuildChoices;
  /** What is chosen for this time only, and not remembered. */
  once: Partial<BuildChoices>;
  /** As `BuildRequest` has it, for this time only. */
  mayDelete: readonly string[];
  /** It waits for Enter before each step. */
  readonly stepByStep: boolean;
  /** The values of `choices.secrets` that are kept. */
  secrets: Map<string, string>;
  /** The folder in which Packer runs; absolute. */
  cwd: string;
}

/** Where a page leads; undefined ends it all. */
type Way = 'next' | 'back' | undefined;

/** A page that asks for one of the choices. */
export interface Step {
  /** Whether there is something to ask. */
  applies(state: FlowState): boolean;
  ask(state: FlowState, place: PagePlace): Promise<Way>;
}
