import { readPipeline } from '../pipeline/pipeline';
import type { Template } from '../pipeline/template/template';
import type { MapEntry, StringValue, Value } from '../pipeline/value';
import type { Location } from '../text/location';
import type { Rule } from '../rules/rule';
import { rules } from '../rules/rules';
import type { FileSource } from '../text/fileSource';
import { collect } from './collect';
import { readConfiguration } from './configuration';
import type { LintResult } from './lintTemplate';
import { watchReads } from './watchReads';

/**
 * Asks the rules about an answer file that no template is known to use. What they find by how Packer connects is
 * said as `info`, and what they find elsewhere than in the file itself is not said.
 */
export function lintAnswerFile(
  path: string,
  files: FileSource,
  selected: readonly Rule[] = rules,
): LintResult {
  const watched = watchReads(files);
  if (!files.read(path)?.includes('unattend')) return { findings: [], files: [] };
  const pipeline = readPipeline(assumedTemplate(path, files), watched);
  const configuration = readConfiguration(files.rootOf(files.paths.dirname(path)), files);
  const reports = selected.map((rule) => ({
    rule,
    reports: [...(rule.check?.(pipeline, configuration.options) ?? [])].flatMap((report) => {
      if (report.location.path !== path || report.location.span === nowhere) return [];
      if (!rule.byConnection) return [{ ...report, builds: [] }];
      const message = `${report.message} No template is found that uses this answer file: this assumes that Packer connects by WinRM.`;
      return [{ ...report, builds: [], message, severity: 'info' as const }];
    }),
  }));
  const findings = collect(reports, configuration, (file) => file === path);
  return { findings, files: [...watched.files], pipeline };
}

/** Whether Windows Setup would take a file as its answer file. */
export const isAnswerFileName = (path: string): boolean => /(^|[\\/])autounattend\.xml$/i.test(path);

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
