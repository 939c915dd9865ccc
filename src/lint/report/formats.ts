import type { Rule } from '../../rules/rule';
import { githubReport } from './github';
import { gitlabReport } from './gitlab';
import { jsonReport } from './json';
import { junitReport } from './junit';
import type { ReportInput } from './report';
import { sarifReport } from './sarif';
import { stylishReport } from './stylish';
import { unixReport } from './unix';

/** What a report may depend on beside the findings. */
export interface ReportOptions {
  /** The rules that were applied. */
  readonly rules: readonly Rule[];
  /** Of Boxwright. */
  readonly version: string;
  readonly color: boolean;
  /** Of the terminal, in characters; undefined where lines are as long as they are. */
  readonly width: number | undefined;
}

/** The reports of `boxwright lint --format`, by name. */
export const formats = {
  stylish: (input, { color, width }) => stylishReport(input, color, width),
  json: (input, { version }) => jsonReport(input, version),
  sarif: (input, { rules, version }) => sarifReport(input, rules, version),
  unix: (input) => unixReport(input),
  github: (input) => githubReport(input),
  gitlab: (input) => gitlabReport(input),
  junit: (input) => junitReport(input),
} satisfies Record<string, (input: ReportInput, options: ReportOptions) => string>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as FormatName[];
