import { readVagrantProject } from '../pipeline/vagrantProject';
import type { VagrantfileReader } from '../pipeline/vagrantfile/vagrantfileReader';
import type { Rule } from '../rules/rule';
import { rules } from '../rules/rules';
import type { FileSource } from '../text/fileSource';
import { SourceText } from '../text/sourceText';
import { collect } from './collect';
import { readConfiguration } from './configuration';
import type { LintResult } from './lintTemplate';
import { watchReads } from './watchReads';

/**
 * Asks all rules about a Vagrantfile, or one that a template packs into its boxes, and the scripts that it runs.
 * @param read see `loadReader`
 */
export function lintVagrantfile(
  path: string,
  files: FileSource,
  read: VagrantfileReader,
  selected: readonly Rule[] = rules,
): LintResult {
  const watched = watchReads(files);
  const text = watched.read(path);
  // A template of a template, like ERB, is no Ruby yet.
  if (text === undefined || text.includes('<%')) return { findings: [], files: [...watched.files] };
  const source = new SourceText(path, text);
  const project = readVagrantProject(read(source), source, watched);
  const configuration = readConfiguration(files.rootOf(files.paths.dirname(path)), files);
  const reports = selected.map((rule) => ({
    rule,
    reports: rule.checkVagrantfile?.(project, configuration.options) ?? [],
  }));
  return {
    findings: collect(reports, configuration, (file) => file === path),
    files: [...watched.files],
    project,
  };
}

/** Whether a file is a Vagrantfile by its name; those for boxes are called Vagrantfile.template, vagrantfile-x.tpl. */
export const isVagrantfile = (path: string): boolean =>
  /(^|[\\/])Vagrantfile$|(^|[\\/])[^\\/]*vagrantfile[^\\/]*\.(template|tpl|rb)$|\.vagrantfile$/i.test(path);
