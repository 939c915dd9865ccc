import type { Rule } from '../rules/rule';
import { rules } from '../rules/rules';
import { SourceText } from '../text/sourceText';
import { askRules, collect } from './collect';
import type { LintedSubject } from './lintResult';
import type { Project } from './project';

/** Asks the rules about a file of which nothing but the syntax is known to be right or wrong. */
export function lintText(
  path: string,
  { files, configuration }: Project,
  selected: readonly Rule[] = rules,
): LintedSubject {
  const text = files.read(path);
  if (text === undefined) return { findings: [], failures: [], files: [] };
  const source = new SourceText(path, text);
  const { reports, failures } = askRules(selected, path, (rule) => rule.checkText?.(source));
  const { findings } = collect(reports, configuration, () => true);
  return { findings, failures, files: [path] };
}
