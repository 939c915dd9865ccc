import { DiskFiles, givenFolders } from '../lint/diskFiles';
import { subjectsAt, UnreadablePath } from '../lint/lintPaths';
import { Projects } from '../lint/project';
import { wantsColor } from '../lint/report/color';
import { timelineJson } from '../lint/report/timelineJson';
import { timelineText } from '../lint/report/timelineText';
import { readPipeline } from '../pipeline/pipeline';
import type { Build, Template } from '../pipeline/template/template';
import { selectedBuilds } from '../tools/packer/commands/selectedBuilds';
import { isSamePath } from '../text/pathKey';
import { quotedList } from '../words/lists';
import { givenPath, workingFolder } from './givenPaths';
import { commonOptions, oneOf, readOptions, UsageError } from './options';
import { print, printError } from './print';
import { usage } from './usage';
import { checkDeclared, readVariables, variableOptions } from './variables';

const options = { ...commonOptions, ...variableOptions, only: { type: 'string', multiple: true } } as const;

/**
 * `boxwright timeline`: prints what runs in each build of a template, in order, and where Packer connects.
 * @returns the exit code
 * @throws UsageError, UnreadablePath
 */
export async function printTimeline(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(argv, options);
  if (values.help) return print(usage);
  const format = oneOf('--format', values.format ?? 'text', ['text', 'json'] as const);
  const [given, ...others] = positionals;
  if (given === undefined || others.length) throw new UsageError('timeline requires one template.');
  const cwd = workingFolder();
  const named = givenPath(cwd, given);
  const sources = new DiskFiles(givenFolders(cwd, [named]), cwd);
  const variables = readVariables(values, cwd, sources);
  const projects = new Projects(sources, { given: () => variables });
  const found = [...subjectsAt([named], projects)].flatMap((subject) =>
    subject.kind === 'template' ? [subject.template] : [],
  );
  // As Packer, which takes a folder for the template that its HCL2 files are, whatever else lies in it.
  const own = found.filter((one) => isSamePath(one.path, named));
  const templates = own.length ? own : found;
  const [template] = templates;
  if (!template) throw new UnreadablePath(`No Packer template found in '${given}'.`);
  if (templates.length > 1) {
    const names = quotedList(
      templates.map((one) => sources.shown(one.path)),
      { most: 5 },
    );
    throw new UsageError(`'${given}' has several templates: ${names}. Name one of them.`);
  }
  checkDeclared([template], variables, sources);
  const builds = values.only ? selected(template, values.only) : template.builds;
  const { timelines, unchecked } = readPipeline(template, sources, { builds });
  const input = { sources, cwd };
  await print(
    format === 'json'
      ? timelineJson(timelines, input)
      : timelineText(timelines, input, wantsColor(process.stdout, process.env)),
  );
  const [left] = unchecked;
  if (!left) return 0;
  printError(
    `All builds together have too many steps, so ${unchecked.length} of the ${builds.length} are not shown: those from '${left.shownName}' on. Use --only to name the builds that you want.`,
  );
  return 2;
}

/** The builds that `-only` of Packer would take. @throws UsageError for a name that none has */
function selected(template: Template, only: readonly string[]): Build[] {
  const builds = new Set<Build>();
  for (const name of only) {
    const found = selectedBuilds(template, { only: [name], except: [] });
    if (!found.length) {
      const names = quotedList(template.builds.map(({ shownName }) => shownName));
      throw new UsageError(
        `Unknown build '${name}'. ${names ? `The template has ${names}.` : 'The template has no builds.'}`,
      );
    }
    for (const build of found) builds.add(build);
  }
  return template.builds.filter((build) => builds.has(build));
}
