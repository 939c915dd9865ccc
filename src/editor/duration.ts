import * as vscode from 'vscode';
import { formatDuration } from '../words/durations';
import type { DurationOptions } from '../words/durations';

/** A length of time in the language of the editor. @param milliseconds 0 or more */
export const duration = (milliseconds: number, options?: Omit<DurationOptions, 'locale'>): string =>
  formatDuration(milliseconds, { ...options, locale: vscode.env.language });
