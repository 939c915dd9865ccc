import { readPipeline } from '../pipeline/pipeline';
import type { Template } from '../pipeline/template/template';
import type { Rule, RuleOptions } from '../rules/rule';
import { rules } from '../rules/rules';
import { askRules, collect, syntaxMistakes } from './collect';
import type { LintedSubject } from './lintResult';
import type { Project } from './project';
import { onSoundLines } from './onSoundLines';
import { watchReads } from './watchReads';
import { hidingIn } from './hidingIn';
import { uncheckedBuilds, unreadFindings } from './notChecked';
import { deniedPaths } from '../rules/missingPaths';

/** Asks all rules about one template and what it leads to. What is suppressed is still in it: see `judgeFile`. */
export function lintTemplate(
  template: Template,
  { files, configuration, packer }: Project,
  selected: readonly Rule[] = rules,
): LintedSubject {
  const own = new Set(template.files.map(({ path }) => path));
  const watched = watchReads(files);
  const pipeline = readPipeline(template, watched);
  const options: RuleOptions = { ...configuration.options, packer };
  const path = template.files[0]?.path ?? template.path;
  const { reports, failures } = askRules(selected, path, (rule) => rule.check?.(pipeline, options));
  const mistakes = [
    ...template.problems,
    ...syntaxMistakes(reports, (rule) => rule.check?.(pipeline, options)),
  ];
  const collected = collect(
    onSoundLines(reports, mistakes, files),
    configuration,
    (file) => own.has(file),
    template.builds,
  );
  const hiding = hidingIn(template.hidden);
  return {
    ...collected,
    findings: collected.findings.map(hiding),
    failures: failures.map(hiding),
    files: [...new Set([...own, ...watched.files])],
    unread: [
      ...unreadFindings(new Map([...(template.unread ?? []), ...watched.unread, ...deniedPaths(pipeline)])),
      ...uncheckedBuilds(path, pipeline),
    ],
    pipeline,
  };
}
