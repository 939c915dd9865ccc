import * as vscode from 'vscode';
import { plural as pick } from '../words/plural';

/**
 * Picks the message for a count, by the rules of the editor's language.
 * @param one the message for one, and @param other the one for all other counts, both localized
 */
export const plural = (count: number, one: string, other: string): string =>
  pick(count, one, other, vscode.env.language);
