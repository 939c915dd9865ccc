import * as vscode from 'vscode';
import { hide } from '../../../../pipeline/hiddenValues';
import { postProcessorNames, selectedBuilds } from '../../../../tools/packer/commands/selectedBuilds';
import { back, separator } from '../../../multiStepInput';
import type { FlowState, Step } from './flowState';

interface NamedItem extends vscode.QuickPickItem {
  readonly name: string;
}

const leaveOut = (): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon('exclude'),
  tooltip: vscode.l10n.t('Select what to skip instead'),
});

const choose = (): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon('checklist'),
  tooltip: vscode.l10n.t('Select what to build instead'),
});

/** Which builds run: those that are ticked, or all but those that are. */
export const buildsStep: Step = {
  applies: ({ template }) => template.builds.length > 1 || postProcessorNames(template).length > 0,
  async ask(state, place) {
    // Post-processors can only be left out, so a template with one build has nothing else to choose.
    let excluding = state.choices.except.length > 0 || state.template.builds.length === 1;
    for (;;) {
      const { builds } = state.template;
      const items = builds.map(({ name, shownName, type }): NamedItem => ({
        label: shownName,
        description: type,
        name,
      }));
      const steps = excluding
        ? postProcessorNames(state.template).map((name): NamedItem => ({
            label: hide(name, state.template.hidden),
            name,
          }))
        : [];
      const answer = await state.input.ask<NamedItem>({
        ...place,
        items: [...items, ...(steps.length ? [separator(vscode.l10n.t('Post-processors')), ...steps] : [])],
        ticked: ticked(state, excluding, [...items, ...steps]),
        placeholder: excluding
          ? vscode.l10n.t('Select what to skip, then press Enter to continue')
          : vscode.l10n.t('Select what to build, then press Enter to continue'),
        buttons: builds.length > 1 ? [excluding ? choose() : leaveOut()] : [],
      });
      if (answer?.kind === 'button') {
        excluding = !excluding;
        state.choices = { ...state.choices, only: [], except: [] };
      } else if (answer?.kind !== 'items') return answer === back ? 'back' : undefined;
      else {
        const names = answer.items.map(({ name }) => name);
        // All of them are none in particular: those that the template gets later are built, too.
        const only = excluding || names.length === builds.length ? [] : names;
        if (!excluding && !names.length) continue;
        state.choices = { ...state.choices, only, except: excluding ? names : [] };
        return 'next';
      }
    }
  },
};

function ticked(
  { template, choices }: FlowState,
  excluding: boolean,
  items: readonly NamedItem[],
): NamedItem[] {
  const running = new Set(selectedBuilds(template, choices).map(({ name }) => name));
  return items.filter(({ name }) => (excluding ? choices.except.includes(name) : running.has(name)));
}
