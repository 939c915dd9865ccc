import { readVagrantProject } from '../pipeline/vagrantProject';
import type { VagrantfileReader } from '../pipeline/vagrantfile/vagrantfileReader';
import type { Rule } from '../rules/rule';
import { rules } from '../rules/rules';
import { SourceText } from '../text/sourceText';
import { askRules, collect, syntaxMistakes } from './collect';
import type { LintedSubject } from './lintResult';
import type { Project } from './project';
import { onSoundLines } from './onSoundLines';
import { watchReads } from './watchReads';
import { isSamePath } from '../text/pathKey';

/**
 * Asks all rules about a Vagrantfile, or one that a template packs into its boxes, and the scripts that it runs.
 * @param read see `loadReader`
 */
export function lintVagrantfile(
  path: string,
  { files, configuration }: Project,
  read: VagrantfileReader,
  selected: readonly Rule[] = rules,
): LintedSubject {
  const watched = watchReads(files);
  const text = watched.read(path);
  // A template of a template, like ERB, is no Ruby yet.
  if (text === undefined || text.includes('<%'))
    return { findings: [], failures: [], files: [...watched.files] };
  const source = new SourceText(path, text);
  const vagrantProject = readVagrantProject(read(source), source, watched);
  const { reports, failures } = askRules(selected, path, (rule) =>
    rule.checkVagrantfile?.(vagrantProject, configuration.options),
  );
  const mistakes = syntaxMistakes(reports, (rule) =>
    rule.checkVagrantfile?.(vagrantProject, configuration.options),
  );
  return {
    failures,
    ...collect(onSoundLines(reports, mistakes, files), configuration, (file) => isSamePath(file, path)),
    files: [...watched.files],
    denied: [...watched.denied],
    vagrantProject,
  };
}
