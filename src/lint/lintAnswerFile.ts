import { readPipeline } from '../pipeline/pipeline';
import type { Template } from '../pipeline/template/template';
import type { MapEntry, StringValue, Value } from '../pipeline/value';
import type { Location } from '../text/location';
import type { Rule } from '../rules/rule';
import { rules } from '../rules/rules';
import type { FileSource } from '../text/fileSource';
import { askRules, collect, syntaxMistakes } from './collect';
import type { LintedSubject } from './lintResult';
import type { Project } from './project';
import { unreadFindings } from './notChecked';
import { onSoundLines } from './onSoundLines';
import { watchReads } from './watchReads';
import { isSamePath } from '../text/pathKey';

/**
 * Asks the rules about an answer file that no template is known to use. Nobody says that Packer builds from it, so rules
 * that judge by how Packer connects are not asked; and what others find elsewhere than in the file itself is not said.
 */
export function lintAnswerFile(
  path: string,
  { files, configuration }: Project,
  selected: readonly Rule[] = rules,
): LintedSubject {
  const watched = watchReads(files);
  if (files.read(path) === undefined) return { findings: [], failures: [], files: [] };
  const pipeline = readPipeline(assumedTemplate(path, files), watched, { answerFile: path });
  const asked = selected.filter((rule) => !rule.byConnection);
  const { reports, failures } = askRules(asked, path, (rule) =>
    [...(rule.check?.(pipeline, configuration.options) ?? [])]
      .filter(({ location }) => isSamePath(location.path, path) && location.span !== nowhere)
      // The template is only assumed, so nobody is asked which Packer builds it.
      .map((report) => ({ ...report, builds: [] })),
  );
  const mistakes = syntaxMistakes(reports, (rule) => rule.check?.(pipeline, configuration.options));
  const { findings } = collect(onSoundLines(reports, mistakes, files), configuration, (file) =>
    isSamePath(file, path),
  );
  return {
    findings,
    failures,
    files: [...watched.files],
    unread: unreadFindings(watched.unread),
    pipeline,
  };
}

/** The place of what stands in no file. */
const nowhere = { start: 0, end: 0 };

/** A machine that gets the file on a floppy disk, and of which nothing else is known: Packer may have no part in it. */
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
    entry('communicator', string('none')),
    entry('floppy_files', string(path)),
    entry('floppy_img_path', string('unknown')),
  ];
  return {
    dialect: 'json',
    path,
    folder: files.paths.dirname(path),
    files: [],
    variableFiles: [],
    builds: [
      {
        name: 'windows',
        shownName: 'windows',
        type: 'virtualbox-iso',
        typeLocation: location,
        source: { kind: 'map', entries, location },
        provisioners: [],
        postProcessors: [],
      },
    ],
    selections: [],
    hidden: [],
    problems: [],
  };
}
