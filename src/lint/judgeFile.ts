import type { Finding } from '../rules/finding';
import type { Rule } from '../rules/rule';
import type { FileSource } from '../text/fileSource';
import { rules as allRules } from '../rules/rules';
import { applySuppressions } from './applySuppressions';
import type { Judged, SuppressedFinding } from './applySuppressions';
import { mergeFindings } from './mergeFindings';
import type { Projects } from './project';

/**
 * What is shown of one file, after everything was linted that leads to it, and what is not. Fixes that would rewrite what
 * can't be rewritten as it stands are left out.
 * @param found in the file, by each of those
 * @param rules those that were asked
 */
export function judgeFile(
  path: string,
  found: readonly Finding[],
  projects: Projects,
  rules: readonly Rule[] = allRules,
): Judged {
  const text = projects.files.read(path) ?? '';
  const configuration = () => projects.ofFile(path).configuration;
  const merged = mergeFindings(found);
  const { findings, suppressed } = applySuppressions({ path, text, findings: merged, rules }, configuration);
  const all = [...findings, ...suppressed.map(({ finding }) => finding)];
  const accepted = projects.baselineOf(path).accepted(findings, all, projects.files);
  const known = projects.earlier.accepted(findings, all, projects.files);
  const left: Finding[] = [];
  const setAside: SuppressedFinding[] = [...suppressed];
  for (const finding of findings)
    if (accepted.has(finding)) setAside.push({ finding, by: 'baseline' });
    else if (known.has(finding)) setAside.push({ finding, by: 'since' });
    else left.push(withWritable(finding, projects.files));
  return { findings: left, suppressed: setAside };
}

function withWritable(finding: Finding, files: FileSource): Finding {
  const fixes = finding.fixes.filter(({ edits }) => edits.every(({ path }) => files.isRewritable(path)));
  return fixes.length === finding.fixes.length ? finding : { ...finding, fixes };
}
