import { readPipeline } from '../pipeline/pipeline';
import type { Template } from '../pipeline/template/template';
import type { MapEntry, StringValue, Value } from '../pipeline/value';
import type { Location } from '../text/location';
import type { Rule } from '../rules/rule';
import { rules } from '../rules/rules';
import type { FileSource } from '../text/fileSource';
import { collect } from './collect';
import type { LintedSubject } from './lintResult';
import type { Project } from './project';
import { watchReads } from './watchReads';

/**
 * Asks the rules about an answer file that no template is known to use. What they find by how Packer connects is
 * said as `info`, and what they find elsewhere than in the file itself is not said.
 */
export function lintAnswerFile(
  path: string,
  { files, configuration }: Project,
  selected: readonly Rule[] = rules,
): LintedSubject {
  const watched = watchReads(files);
  if (!files.read(path)?.includes('unattend')) return { findings: [], files: [] };
  const pipeline = readPipeline(assumedTemplate(path, files), watched);
  // The template is only assumed, so nobody is asked which Packer builds it.
  const reports = selected.map((rule) => ({
    rule,
    reports: [...(rule.check?.(pipeline, configuration.options) ?? [])].flatMap((report) => {
      if (report.location.path !== path || report.location.span === nowhere) return [];
      if (!rule.byConnection) return [{ ...report, builds: [] }];
      const message = `${report.message} No template was found that uses this answer file; WinRM is assumed.`;
      return [{ ...report, builds: [], message, severity: 'info' as const }];
    }),
  }));
  const findings = collect(reports, configuration, (file) => file === path);
  return { findings, files: [...watched.files], pipeline };
}

/** The place of what stands in no file. */
const nowhere = { start: 0, end: 0 };

/** A machine that gets the file on a floppy disk, of which nothing else is known, and that Packer reaches by WinRM. */
function assumedTemplate(path: string, files: FileSource): Template {
  const location: Location = { path, span: nowhere };
  const string = (text: string): StringValue => ({
    kind: 'string',
    text,
    partial: false,
    location,
    locate: () => location,
  });
  const entry = (name: string, value: Value): MapEntry => ({ name, nameLocation: location, value, location });
  const entries = [
    entry('communicator', string('winrm')),
    entry('floppy_files', string(path)),
    entry('floppy_img_path', string('unknown')),
  ];
  return {
    dialect: 'json',
    path,
    folder: files.paths.dirname(path),
    files: [],
    builds: [
      {
        name: 'windows',
        type: 'virtualbox-iso',
        typeLocation: location,
        source: { kind: 'map', entries, location },
        provisioners: [],
        postProcessors: [],
      },
    ],
    selections: [],
    problems: [],
  };
}
