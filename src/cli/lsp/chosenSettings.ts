import type { LintRun } from '../../analysis/lintTriggers';

/** Those of VS Code's settings that the analysis goes by. */
export interface ChosenSettings {
  readonly run: LintRun;
  readonly showAccepted: boolean;
  readonly takeOverLens: boolean;
  readonly showDefaults: boolean;
}

const runs: readonly LintRun[] = ['onType', 'onSave', 'manual'];

/** @param given the section `boxwright`, as its user has written it, such as `{ lint: { run: 'onSave' } }` */
export function chosenSettings(given: unknown): ChosenSettings {
  const { run, showAccepted, takeOverLens } = fieldsOf(fieldsOf(given)['lint']);
  const { showDefaults } = fieldsOf(fieldsOf(given)['packer']);
  return {
    run: runs.find((one) => one === run) ?? 'onType',
    showAccepted: typeof showAccepted === 'boolean' ? showAccepted : true,
    takeOverLens: typeof takeOverLens === 'boolean' ? takeOverLens : true,
    showDefaults: typeof showDefaults === 'boolean' ? showDefaults : true,
  };
}

/** The section `boxwright` of settings that may hold others; they themselves where there is none. */
export const ownSection = (given: unknown): unknown => fieldsOf(given)['boxwright'] ?? given;

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
