import path from 'node:path';
import * as vscode from 'vscode';
import type { UsualRun } from '../../../tools/packer/plan/estimate';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import type { RunStore } from '../../../tools/packer/runs/runStore';
import type { RunningBuild } from '../builds/runningBuild';
import { describeProgress } from './describeProgress';
import { usualBefore } from '../../../tools/packer/plan/usualRuns';

/** What the status item is told of the builds. */
export interface ObservedBuilds {
  readonly all: readonly RunningBuild[];
  readonly store: Pick<RunStore, 'list'>;
}

/** The item of the status bar: what is being built, and, while nobody has looked at the window, how it ended. */
export class RunStatusItem implements vscode.Disposable {
  readonly item = vscode.window.createStatusBarItem('boxwright.builds', vscode.StatusBarAlignment.Left, 10);
  private readonly usual = new WeakMap<RunningBuild, { readonly run: UsualRun | undefined }>();
  /** A run that ended while the window was not looked at. */
  private unseen: RunRecord | undefined;

  constructor(private readonly builds: ObservedBuilds) {
    this.item.name = vscode.l10n.t('Packer Builds');
  }

  dispose(): void {
    this.item.dispose();
  }

  usualOf(running: RunningBuild): UsualRun | undefined {
    const known = this.usual.get(running) ?? { run: usualBefore(running.record, this.builds.store) };
    this.usual.set(running, known);
    return known.run;
  }

  /** Keeps in sight how a run ended, until somebody looks at it. */
  keep(record: RunRecord): void {
    this.unseen = record;
    this.update();
  }

  seen(): void {
    this.unseen = undefined;
    this.update();
  }

  update(now = Date.now()): void {
    const running = this.builds.all;
    if (running.length) this.showRunning(running, now);
    else if (this.unseen) this.showEnded(this.unseen);
    else this.hide();
  }

  private showRunning(running: readonly RunningBuild[], now: number): void {
    const described = running.map((build) => ({
      name: nameOf(build.record),
      progress: describeProgress(build, this.usualOf(build), now),
    }));
    const [only, ...others] = described;
    const text =
      only && !others.length
        ? `${only.name} · ${only.progress.short}`
        : vscode.l10n.t('{0} builds', described.length);
    const tooltip = new vscode.MarkdownString('', true);
    for (const { name, progress } of described) {
      tooltip.appendMarkdown('**').appendText(name).appendMarkdown('**\n\n');
      for (const step of progress.steps) tooltip.appendMarkdown('- ').appendText(step).appendMarkdown('\n');
      if (progress.left !== undefined) tooltip.appendMarkdown('\n').appendText(progress.left);
      tooltip.appendMarkdown('\n\n');
    }
    tooltip.appendText(vscode.l10n.t('Click to follow or stop.'));
    this.show(`$(sync~spin) ${escaped(text)}`, tooltip, {
      title: vscode.l10n.t('Running Builds'),
      command: 'boxwright.packer.showRunning',
    });
    const spoken = described.map(({ name, progress }) => `${name}: ${progress.text}`).join('; ');
    this.item.accessibilityInformation = {
      label: vscode.l10n.t('Packer is building {0}', spoken),
      role: 'button',
    };
  }

  private showEnded(record: RunRecord): void {
    const name = nameOf(record);
    const [icon, text] =
      record.status === 'succeeded'
        ? (['pass', vscode.l10n.t('{0} was built', name)] as const)
        : record.status === 'cancelled'
          ? (['circle-slash', vscode.l10n.t('The build of {0} was stopped', name)] as const)
          : (['error', vscode.l10n.t('The build of {0} failed', name)] as const);
    this.show(`$(${icon}) ${escaped(text)}`, vscode.l10n.t('Click to show its steps.'), {
      title: vscode.l10n.t('Show Run'),
      command: 'boxwright.packer.showRun',
      arguments: [record.id],
    });
    this.item.accessibilityInformation = { label: text, role: 'button' };
    if (icon === 'error') this.item.backgroundColor = new vscode.ThemeColor('statusBarItem.errorBackground');
  }

  private hide(): void {
    this.item.text = '';
    this.item.hide();
  }

  private show(text: string, tooltip: string | vscode.MarkdownString, command: vscode.Command): void {
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.command = command;
    this.item.backgroundColor = undefined;
    this.item.show();
  }
}

/** A file name with `$(…)` in it is no icon. */
const escaped = (text: string): string => text.replace(/\$\(/g, '$ (');

const nameOf = ({ template }: RunRecord): string => path.basename(template);
