import * as vscode from 'vscode';
import type { LiveLint } from '../lint/liveLint';
import type { Part } from '../part';
import { LanguageCompletions } from './languageCompletions';
import { LanguageDefinitions } from './languageDefinitions';
import { LanguageHovers } from './languageHovers';

/** The files of a language by their names, as another extension may have given them a language of its own. */
const files = (...patterns: readonly string[]): vscode.DocumentSelector =>
  patterns.map((pattern) => ({ scheme: 'file', pattern }));

/** What is offered in which files, and what, typed there, asks for completions. */
const languages = [
  { selector: files('**/[vV]agrantfile*', '**/*.vagrantfile'), triggers: ['.', '"', "'", ':'] },
  { selector: files('**/*.pkr.hcl', '**/*.json'), triggers: ['"'] },
] as const;

/** Completion, hovers and definitions of the languages that the analysis knows. */
export const languagePart = (lint: Pick<LiveLint, 'ask'>): Part => ({
  commands: {},
  disposables: languages.flatMap(({ selector, triggers }) => [
    vscode.languages.registerCompletionItemProvider(selector, new LanguageCompletions(lint), ...triggers),
    vscode.languages.registerHoverProvider(selector, new LanguageHovers(lint)),
    vscode.languages.registerDefinitionProvider(selector, new LanguageDefinitions(lint)),
  ]),
});
