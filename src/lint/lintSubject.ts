import type { VagrantfileReader } from '../pipeline/vagrantfile/vagrantfileReader';
import type { Rule } from '../rules/rule';
import { isConfigurationFile } from './configuration/configurationFile';
import { lintConfigurationFile } from './configuration/lintConfigurationFile';
import { lintAnswerFile } from './lintAnswerFile';
import type { LintedSubject } from './lintResult';
import { lintText } from './lintText';
import { lintTemplate } from './lintTemplate';
import { lintVagrantfile } from './lintVagrantfile';
import type { Project } from './project';
import type { Subject } from './subject';

/** How a subject is linted. */
export interface LintWith {
  readonly rules: readonly Rule[];
  /** Reads Vagrantfiles: see `loadReader`. */
  readonly reader: VagrantfileReader | undefined;
}

/**
 * Asks the rules about one subject: the one way in which anything is linted, for the command line and the editor.
 * What comments suppress, and what other subjects bring in the same files, is still in it: see `judgeFile`.
 * @throws Error for a Vagrantfile without a reader
 */
export function lintSubject(subject: Subject, project: Project, { rules, reader }: LintWith): LintedSubject {
  switch (subject.kind) {
    case 'template':
      return lintTemplate(subject.template, project, rules);
    case 'answerFile':
      return lintAnswerFile(subject.path, project, rules);
    case 'text':
      return isConfigurationFile(subject.path)
        ? lintConfigurationFile(subject.path, project, rules)
        : lintText(subject.path, project, rules);
    case 'vagrantfile':
      if (!reader) throw new Error('The parser of Vagrantfiles is not loaded.');
      return lintVagrantfile(subject.path, project, reader, rules);
  }
}
