import type { Finding } from '../../rules/finding';
import type { Rule } from '../../rules/rule';
import { isAmongPaths } from '../../text/pathKey';
import type { LintedSubject } from '../lintResult';
import { lintText } from '../lintText';
import type { Project } from '../project';
import { namedPathProblems } from './namedPathProblems';
import { problemsIn } from './configuration';
import { isConfigurationFile } from './configurationFile';

/**
 * What a report says of a wrong setting. It is no rule: nobody turns it off, and it ends the command line with its own
 * exit code, as a lint that does not go by its configuration proves nothing.
 */
const invalidConfigurationId = 'invalid-configuration';

/** Whether something was found in what configures the lint, and not in what is linted. */
export const isOfConfiguration = ({ rule, location }: Finding): boolean =>
  rule === invalidConfigurationId || isConfigurationFile(location.path);

/** What is wrong with a file that configures a project, or would. */
export function lintConfigurationFile(path: string, project: Project, rules: readonly Rule[]): LintedSubject {
  const { configuration } = project;
  // One that another extends can have any name, by which rules would take it for something else.
  const byRules = lintText(path, project, isConfigurationFile(path) ? rules : []);
  const known = new Set(byRules.findings.map(({ location }) => location.span.start));
  const wrong = [...problemsIn(configuration, path), ...namedPathProblems(path, project)]
    .filter(({ location }) => !known.has(location.span.start))
    .map(({ severity, message, location }) => asFinding(severity, message, location));
  const unused = isAmongPaths(path, configuration.files)
    ? []
    : [
        asFinding('info', 'This file has no effect: another one was named to be used.', {
          path,
          span: { start: 0, end: 0 },
        }),
      ];
  return { ...byRules, findings: [...byRules.findings, ...wrong, ...unused] };
}

const asFinding = (
  severity: Finding['severity'],
  message: string,
  location: Finding['location'],
): Finding => ({ rule: invalidConfigurationId, severity, message, location, related: [], fixes: [] });
