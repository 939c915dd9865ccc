import type { FileSource } from '../text/fileSource';
import { readPipeline } from '../pipeline/pipeline';
import type { Template } from '../pipeline/template/template';
import type { Finding } from '../rules/finding';
import type { Rule } from '../rules/rule';
import { rules } from '../rules/rules';

export interface LintResult {
  readonly findings: readonly Finding[];
  /** Every file that was read for them: the template's own and those that it leads to. */
  readonly files: readonly string[];
}

/** Asks all rules about one template and what it leads to. */
export function lintTemplate(
  template: Template,
  files: FileSource,
  selected: readonly Rule[] = rules,
): LintResult {
  const read = new Set(template.files.map(({ path }) => path));
  const watched: FileSource = {
    paths: files.paths,
    kind: (path) => files.kind(path),
    list: (folder) => files.list(folder),
    isKeptElsewhere: (path) => files.isKeptElsewhere(path),
    rootOf: (path) => files.rootOf(path),
    read: (path) => {
      const text = files.read(path);
      if (text !== undefined) read.add(path);
      return text;
    },
  };
  const pipeline = readPipeline(template, watched);
  const findings = selected.flatMap((rule) =>
    [...rule.check(pipeline)].map((report): Finding => ({
      severity: rule.severity,
      related: [],
      fixes: [],
      ...report,
      rule: rule.id,
    })),
  );
  return { findings, files: [...read] };
}
