import * as vscode from 'vscode';
import type { OnError } from '../../../../tools/packer/commands/buildChoices';
import { selectedBuilds } from '../../../../tools/packer/commands/selectedBuilds';
import { back } from '../../../multiStepInput';
import { onErrorTitles } from './describeChoices';
import type { Step } from './flowState';

interface SwitchItem extends vscode.QuickPickItem {
  readonly option: 'force' | 'timestamps' | 'debugLog';
}

/** What is on or off. */
export const switchesStep: Step = {
  applies: () => true,
  async ask(state, place) {
    const items: SwitchItem[] = [
      {
        option: 'force',
        label: vscode.l10n.t('Replace the output of an earlier build'),
        description: '-force',
        detail: vscode.l10n.t('Packer first deletes the output folders of the builds.'),
      },
      {
        option: 'timestamps',
        label: vscode.l10n.t('Begin each line with the time'),
        description: '-timestamp-ui',
      },
      {
        option: 'debugLog',
        label: vscode.l10n.t('Write a debug log'),
        description: 'PACKER_LOG',
        detail: vscode.l10n.t('Written to packer-debug.log, beside the other log.'),
      },
    ];
    const answer = await state.input.ask<SwitchItem>({
      ...place,
      items,
      ticked: items.filter(({ option }) => state.choices[option]),
      placeholder: vscode.l10n.t('Select options, then press Enter to continue'),
    });
    if (answer?.kind !== 'items') return answer === back ? 'back' : undefined;
    const on = (option: SwitchItem['option']) => answer.items.some((item) => item.option === option);
    state.choices = {
      ...state.choices,
      force: on('force'),
      timestamps: on('timestamps'),
      debugLog: on('debugLog'),
    };
    return 'next';
  },
};

/** What happens when something fails. */
export const onErrorStep: Step = {
  applies: () => true,
  async ask(state, place) {
    const { template, choices } = state;
    const ways: OnError[] = [
      'cleanup',
      ...(template.builds.some(({ errorCleanup }) => errorCleanup)
        ? ['run-cleanup-provisioner' as const]
        : []),
      'abort',
    ];
    const titles = onErrorTitles();
    const items = ways.map((way) => ({
      label: titles[way],
      description: `-on-error=${way}`,
      way,
    }));
    const answer = await state.input.ask({
      ...place,
      items,
      active: items.find(({ way }) => way === choices.onError),
      placeholder: vscode.l10n.t('Select what Packer does when a step fails'),
    });
    if (answer?.kind !== 'items') return answer === back ? 'back' : undefined;
    state.choices = { ...choices, onError: answer.items[0]?.way ?? choices.onError };
    return 'next';
  },
};

/** How many builds run at a time. */
export const parallelStep: Step = {
  applies: ({ template, choices }) => selectedBuilds(template, choices).length > 1,
  async ask(state, place) {
    const { choices, template } = state;
    const most = selectedBuilds(template, choices).length;
    const items = [0, ...Array.from({ length: most - 1 }, (_, index) => index + 1)].map((parallel) => ({
      label:
        parallel === 0
          ? vscode.l10n.t('All {0} at the same time', most)
          : parallel === 1
            ? vscode.l10n.t('One after the other')
            : vscode.l10n.t('{0} at a time', parallel),
      ...(parallel && { description: `-parallel-builds=${parallel}` }),
      parallel,
    }));
    const answer = await state.input.ask({
      ...place,
      items,
      active: items.find(({ parallel }) => parallel === choices.parallel),
      placeholder: vscode.l10n.t('Select how many builds run at the same time'),
    });
    if (answer?.kind !== 'items') return answer === back ? 'back' : undefined;
    state.choices = { ...choices, parallel: answer.items[0]?.parallel ?? 0 };
    return 'next';
  },
};
