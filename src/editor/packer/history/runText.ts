import * as vscode from 'vscode';
import type { Step, Timeline } from '../../../pipeline/timeline/timeline';
import type { Location } from '../../../text/location';
import type { BuildChoices } from '../../../tools/packer/commands/buildChoices';
import type { UsualRun } from '../../../tools/packer/plan/estimate';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import { runTimelines } from '../../../tools/packer/plan/runTimeline';
import type { TimelineRow } from '../../../tools/packer/plan/runTimeline';
import { describeTakeOver } from '../../../words/takeOver';
import { duration } from '../../duration';
import { plural } from '../../plural';
import { statusName } from '../builds/runState';
import { describeStep } from '../builds/describeStep';

/** A part of the text that leads somewhere. */
export interface TextLink {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly tooltip: string;
  /** What to open: a file, or a place in one; of a log, a line from 0. */
  readonly target: string | Location | { readonly log: string; readonly line: number };
}

export interface RunText {
  readonly text: string;
  readonly links: readonly TextLink[];
}

export interface RunTextInput {
  readonly record: RunRecord;
  /** Of the template as it is now; none where it can't be read. */
  readonly timelines: readonly Timeline[];
  readonly usual: UsualRun | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const indent = '  ';
/** Between two columns. */
const gap = '  ';
/** UTF-16 units. */
const longestLabel = 72;

interface Row {
  readonly time: string;
  readonly label: string;
  readonly took: string;
  readonly usual: string;
  readonly note: string;
  readonly target?: string | Location;
}

/** A run for people: what is known of it, and of each build its steps with their times, joined with the template. */
export function runText({ record, timelines, usual, now }: RunTextInput): RunText {
  const lines: string[] = [];
  const links: TextLink[] = [];
  const { template, status, began, ended } = record;
  const took = duration((ended ?? now) - began);
  lines.push(
    status === 'running'
      ? vscode.l10n.t('{0}: running for {1}', vscode.workspace.asRelativePath(template), took)
      : vscode.l10n.t(
          '{0}: {1} after {2}',
          vscode.workspace.asRelativePath(template),
          statusName(status),
          took,
        ),
    '',
  );
  const facts = factsOf(record, usual);
  const widest = Math.max(...facts.map(([name]) => name.length));
  for (const [name, value, target] of facts) {
    const start = widest + 2;
    if (target !== undefined)
      links.push({ line: lines.length, start, end: start + value.length, tooltip: value, target });
    lines.push(`${name.padEnd(widest)}  ${value}`);
  }
  for (const error of new Set(record.errors)) lines.push('', vscode.l10n.t('Error: {0}', error));
  for (const step of record.steps.filter(({ failed }) => failed)) {
    if (!step.output) continue;
    const types = provisionersOf(step.build, timelines);
    const heading = vscode.l10n.t('Last output of {0}:', describeStep(step, types));
    const { line } = step.output;
    lines.push('', heading);
    for (const text of step.output.lines) {
      if (record.log !== undefined)
        links.push({
          line: lines.length,
          start: 2,
          end: 2 + text.length,
          tooltip: vscode.l10n.t('Open Log'),
          target: { log: record.log, line },
        });
      lines.push(`  ${text}`);
    }
  }

  for (const { build, rows } of runTimelines(record, timelines, usual)) {
    const types = provisionersOf(build, timelines);
    const table = rows.map((row) => rowOf(row, types, status === 'running', now));
    const columns = columnsOf(build, table);
    lines.push('', columns.heading);
    for (const row of table) {
      const { label, target } = row;
      if (target !== undefined) {
        const start = columns.labelStart;
        const end = start + label.length;
        links.push({ line: lines.length, start, end, tooltip: vscode.l10n.t('Open'), target });
      }
      lines.push(columns.line(row));
    }
  }
  if (!record.steps.length) lines.push('', vscode.l10n.t('Its output contains no steps.'));
  if (record.artifacts.length) lines.push('', vscode.l10n.t('Artifacts:'));
  for (const artifact of new Set(record.artifacts)) lines.push(`  ${artifact}`);
  return { text: `${lines.join('\n')}\n`, links };
}

/** The types of the provisioners of a build, in order. */
const provisionersOf = (build: string, timelines: readonly Timeline[]): string[] =>
  timelines.find((one) => one.build.name === build)?.build.provisioners.map(({ type }) => type) ?? [];

/** How the lines of a build's steps are set, so that their columns line up whatever stands in them. */
function columnsOf(build: string, rows: readonly Row[]) {
  const took = vscode.l10n.t('took');
  const usually = vscode.l10n.t('usually');
  const widest = (...texts: readonly string[]): number => Math.max(0, ...texts.map(({ length }) => length));
  const labelStart = indent.length + widest(...rows.map(({ time }) => time)) + gap.length;
  const labelEnd = widest(build, ...rows.map(({ label }) => ' '.repeat(labelStart) + label));
  const tookWidth = widest(took, ...rows.map((row) => row.took));
  const usualWidth = widest(usually, ...rows.map(({ usual }) => usual));
  const line = (first: string, row: Pick<Row, 'took' | 'usual' | 'note'>): string =>
    [first.padEnd(labelEnd), row.took.padEnd(tookWidth), row.usual.padEnd(usualWidth), row.note]
      .join(gap)
      .trimEnd();
  return {
    labelStart,
    heading: line(build, { took, usual: usually, note: '' }),
    line: (row: Row) => line(`${indent}${row.time}`.padEnd(labelStart) + row.label, row),
  };
}

type Fact = readonly [name: string, value: string, target?: string];

function factsOf(record: RunRecord, usual: UsualRun | undefined): Fact[] {
  const { began, ended, packerVersion, plugins, commit, choices, cwd, log, exitCode } = record;
  const facts: (Fact | undefined)[] = [
    [vscode.l10n.t('Started'), timeOf(began)],
    ended === undefined ? undefined : [vscode.l10n.t('Ended'), timeOf(ended)],
    exitCode === undefined ? undefined : [vscode.l10n.t('Exit code'), String(exitCode)],
    [vscode.l10n.t('Packer'), packerVersion ?? vscode.l10n.t('unknown')],
    plugins?.length ? [vscode.l10n.t('Plugins'), plugins.join(', ')] : undefined,
    commit === undefined ? undefined : [vscode.l10n.t('Commit'), commit],
    [vscode.l10n.t('Choices'), describeChoices(choices) || vscode.l10n.t('none')],
    [vscode.l10n.t('Folder'), cwd],
    log === undefined ? undefined : [vscode.l10n.t('Log'), log, log],
    usual && [
      vscode.l10n.t('Usually'),
      plural(
        usual.runs,
        vscode.l10n.t('as in the {0} earlier run that succeeded', usual.runs),
        vscode.l10n.t('the median of the {0} earlier runs that succeeded', usual.runs),
      ),
    ],
  ];
  return facts.filter((fact) => fact !== undefined);
}

function rowOf(row: TimelineRow, types: readonly string[], running: boolean, now: number): Row {
  const empty = { time: '', took: '', usual: '', note: '' };
  switch (row.kind) {
    case 'ran': {
      const { step, usual, planned } = row;
      const open = step.ended === undefined;
      return {
        time: clock(step.began),
        label: shortened(describeStep(step, types)),
        took: open && !running ? '' : duration((step.ended ?? now) - step.began),
        usual: usual === undefined ? '' : duration(usual),
        note: step.failed ? vscode.l10n.t('FAILED') : open && running ? vscode.l10n.t('now') : '',
        ...targetOf(planned),
      };
    }
    case 'guest': {
      const order = row.planned.order === undefined ? '' : vscode.l10n.t('Order {0}', row.planned.order);
      const label = [vscode.l10n.t('guest:'), order, row.planned.label].filter(Boolean).join(' ');
      return { ...empty, label: shortened(label), ...targetOf(row.planned) };
    }
    case 'connects':
      return {
        ...empty,
        time: row.at === undefined ? '' : clock(row.at),
        label: shortened(
          row.at === undefined
            ? vscode.l10n.t('--- {0} (not reached in this run) ---', describeTakeOver(row.takeOver))
            : `--- ${describeTakeOver(row.takeOver)} ---`,
        ),
        ...(row.takeOver.kind === 'after' && { target: row.takeOver.event.effect.location }),
      };
    case 'missing':
      return {
        ...empty,
        label: shortened(plannedLabel(row)),
        note: running ? vscode.l10n.t('pending') : vscode.l10n.t('did not run'),
        ...targetOf(row.planned),
      };
  }
}

const plannedLabel = ({ planned, place }: Extract<TimelineRow, { kind: 'missing' }>): string =>
  place === undefined
    ? vscode.l10n.t('post-processor: {0}', planned.label)
    : vscode.l10n.t('provisioner {0} of {1}: {2}', place.index + 1, place.of, planned.label);

const targetOf = (planned: Step | undefined): { target?: Location } =>
  planned ? { target: planned.location } : {};

const shortened = (label: string): string =>
  label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label;

/** The choices that differ from Packer's own, as Packer would be given them. */
export function describeChoices(choices: BuildChoices): string {
  const { only, except, varFiles, variables, secrets, force, onError, parallel, debugLog, withoutRegistry } =
    choices;
  return [
    ...(only.length ? [`-only=${only.join(',')}`] : []),
    ...(except.length ? [`-except=${except.join(',')}`] : []),
    ...varFiles.map((file) => `-var-file=${file}`),
    ...Object.entries(variables).map(([name, value]) => `-var ${name}=${value}`),
    ...secrets.map((name) => vscode.l10n.t('-var {0}=(secret)', name)),
    ...(force ? ['-force'] : []),
    ...(onError === 'cleanup' ? [] : [`-on-error=${onError}`]),
    ...(parallel ? [`-parallel-builds=${parallel}`] : []),
    ...(debugLog ? ['PACKER_LOG=1'] : []),
    ...(withoutRegistry ? ['HCP_PACKER_REGISTRY=off'] : []),
  ].join(' ');
}

const clock = (milliseconds: number): string =>
  new Date(milliseconds).toLocaleTimeString(vscode.env.language, { hourCycle: 'h23' });

const timeOf = (milliseconds: number): string =>
  new Date(milliseconds).toLocaleString(vscode.env.language, { hourCycle: 'h23' });
