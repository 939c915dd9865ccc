import type { Analyst } from './analyst';
import type { News, Progress } from './protocol';
import type { questions } from './questions';

/*
 * How an editor and the analysis in its worker speak. Each call is answered, in the order in which they came unless one
 * waits for something; news and progress come in between.
 */

/** What an {@link Analyst} is told. */
export type Told = Pick<
  Analyst,
  | 'set'
  | 'setText'
  | 'editText'
  | 'drop'
  | 'schedule'
  | 'scheduleAll'
  | 'scheduleKnown'
  | 'scheduleAffected'
  | 'diskChanged'
  | 'lintFile'
  | 'note'
  | 'forgetFile'
  | 'forgetGone'
  | 'beginPass'
  | 'cancelPass'
  | 'lookAt'
  | 'endPass'
>;

export type Questions = typeof questions;

/** The arguments of a question, without the analyst. */
export type Asked<Name extends keyof Questions> =
  Parameters<Questions[Name]> extends [Analyst, ...infer Rest] ? Rest : never;
export type Answer<Name extends keyof Questions> = Awaited<ReturnType<Questions[Name]>>;

export interface Call {
  readonly id: number;
  readonly what: 'tell' | 'ask';
  readonly name: string;
  readonly given: readonly unknown[];
}

export type FromWorker =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: string }
  | { readonly kind: 'news'; readonly news: News }
  /** Of a pass over the workspace: the subject that is looked at. */
  | { readonly kind: 'pass'; readonly pass: number; readonly key: string }
  | ({ readonly kind: 'progress' } & Progress);
