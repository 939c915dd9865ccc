import type { Finding } from '../rules/finding';
import type { Rule } from '../rules/rule';
import { rules as allRules } from '../rules/rules';
import { applySuppressions } from './applySuppressions';
import { mergeFindings } from './mergeFindings';
import type { Projects } from './project';

/**
 * What is shown of one file, after everything was linted that leads to it.
 * @param found in the file, by each of those
 * @param rules those that were asked
 */
export const fileFindings = (
  path: string,
  found: readonly Finding[],
  projects: Projects,
  rules: readonly Rule[] = allRules,
): readonly Finding[] =>
  applySuppressions(
    { path, text: projects.files.read(path) ?? '', findings: mergeFindings(found), rules },
    () => projects.ofFile(path).configuration,
  );
