import { explainAt } from '../language/explain/explainAt';
import { explanationHover } from '../language/explain/explanationHover';
import type { HoverText } from '../language/hover';
import { fixAllIn } from '../language/fixes/fixAllIn';
import { isoWithoutChecksum } from '../language/fixes/isoChecksum';
import { missingScript } from '../language/fixes/missingScript';
import type { MissingScript } from '../language/fixes/missingScript';
import { quickFixes } from '../language/fixes/quickFixes';
import { templateMarks } from '../language/takeOver/templateMarks';
import type { TemplateMark } from '../language/takeOver/templateMarks';
import type { MarkTarget } from '../language/takeOver/takeOverMarks';
import { acceptFindings, isAcceptable, NoBaseline } from '../lint/acceptFindings';
import { baselineText } from '../lint/baseline';
import { stylishReport } from '../lint/report/stylish';
import { timelineText } from '../lint/report/timelineText';
import { templateAt } from '../lint/templateAt';
import { baseFolder } from '../pipeline/paths/baseFolder';
import { readPipeline } from '../pipeline/pipeline';
import type { Pipeline } from '../pipeline/pipeline';
import { findingKey } from '../rules/finding';
import type { Finding } from '../rules/finding';
import type { Position } from '../text/sourceText';
import type { RunStep } from '../tools/packer/output/runStep';
import { plannedSteps, scriptFiles } from '../tools/packer/plan/plannedSteps';
import type { PlannedStep } from '../tools/packer/plan/plannedSteps';
import { describeTakeOver } from '../words/takeOver';
import type { Analyst } from './analyst';
import { Places } from './places';
import type { Place, PlacedEdit, Range } from './places';

/** A hover by lines. */
export interface PlacedHover {
  readonly range: Range;
  readonly contents: readonly HoverText[];
}

export type PlacedMark = TemplateMark & { readonly location: Place };

/** Something under the light bulb that ends a finding. */
export interface OfferedFix {
  readonly title: string;
  /** Of the finding: see `findingKey`. */
  readonly finding: string;
  readonly edits: readonly PlacedEdit[];
  readonly mends: boolean;
  readonly isPreferred: boolean;
}

/** What mends a finding with more than edits of what is there. */
export type TemplateFix =
  | { readonly kind: 'createScript'; readonly finding: string; readonly script: MissingScript }
  | { readonly kind: 'computeChecksum'; readonly finding: string; readonly at: Place; readonly iso: string };

export type PlacedStep = Omit<PlannedStep, 'location'> & { readonly location: Place };

/** The lists that accept all that is found now. */
export interface NewLists {
  /** How many findings they accept that were not accepted before. */
  readonly added: number;
  readonly lists: readonly { readonly path: string; readonly text: string }[];
  /** Something else stands in the place of a list, so that nothing may be written. */
  readonly inTheWay?: string;
}

/**
 * What an editor asks of the analysis, by name. Each takes and gives plain data, and speaks of the texts as they are now.
 */
export const questions = {
  /** What was read at a place of a file. */
  explain(analyst: Analyst, path: string, position: Position): PlacedHover | undefined {
    const linted = analyst.isCurrent(path) ? analyst.linter.detailsFor(path, analyst.inputs()) : [];
    if (!linted.length) return undefined;
    const places = new Places(analyst.files());
    const found = explanationHover(explainAt(linted, path, places.offset(path, position)));
    return found && { range: places.range(path, found.span), contents: found.contents };
  },

  /** Where Packer connects in a file. */
  takeOverMarks(analyst: Analyst, path: string): PlacedMark[] {
    if (!analyst.isCurrent(path)) return [];
    const places = new Places(analyst.files());
    return templateMarks(analyst.linter.detailsFor(path, analyst.inputs()), path).map((mark) => ({
      ...mark,
      location: places.place(mark.location),
    }));
  },

  /**
   * What fixes some findings of a file, and what suppresses them.
   * @param keys of the findings
   * @param folders in which Packer is started, by template, where somebody has chosen one
   */
  quickFixes(
    analyst: Analyst,
    path: string,
    keys: readonly string[],
    folders: Readonly<Record<string, string>>,
  ): { readonly edits: OfferedFix[]; readonly others: TemplateFix[] } {
    const found = analyst.foundIn(path);
    const inFile = found ? [...found.findings, ...found.accepted] : [];
    const findings = inFile.filter((finding) => keys.includes(findingKey(finding)));
    if (!findings.length) return { edits: [], others: [] };
    const files = analyst.files();
    const places = new Places(files);
    const offered = quickFixes({ findings, inFile, files }, analyst.settings.messages);
    return {
      edits: offered.map(({ finding, edits, ...fix }) => ({
        ...fix,
        finding: findingKey(finding),
        edits: places.edits(edits),
      })),
      others: findings.flatMap((finding) => templateFix(analyst, finding, folders) ?? []),
    };
  },

  /** The edits of all safe fixes in a file, which is linted for it; what is accepted stays, as on the command line. */
  fixAll(analyst: Analyst, path: string): PlacedEdit[] {
    const findings = analyst.foundIn(path, true)?.findings ?? [];
    return new Places(analyst.files()).edits(fixAllIn(path, findings));
  },

  /**
   * The steps of a build, and the folder in which Packer is started.
   * @param ran the steps of the last run, of this build only
   */
  steps(analyst: Analyst, template: string, build: string, ran: readonly RunStep[]): PlacedStep[] {
    const pipeline = pipelineOf(analyst, template);
    const timeline = pipeline?.timelines.find((one) => one.build.name === build);
    if (!timeline) return [];
    const places = new Places(analyst.files());
    return plannedSteps(timeline, ran).map((step) => ({ ...step, location: places.place(step.location) }));
  },

  /** The files of the scripts that the builds of a template run, in order, each once; absolute. */
  scripts(analyst: Analyst, path: string): string[] {
    const steps = pipelineOf(analyst, path)?.timelines.flatMap((timeline) => timeline.steps) ?? [];
    return [...new Set(steps.flatMap(scriptFiles))];
  },

  /** What runs in the builds of a template, in order, as a text; undefined where no template is. */
  timeline(analyst: Analyst, path: string): { readonly text: string; readonly folder: string } | undefined {
    const projects = analyst.projects();
    const template = templateAt(path, projects);
    if (!template) return undefined;
    const { files: sources } = projects;
    const { timelines } = readPipeline(template, sources);
    const { folder } = template;
    return { text: timelineText(timelines, { sources, cwd: folder }, false), folder };
  },

  /** Where Packer connects in the builds of a template, each place once, or why nowhere. */
  connections(
    analyst: Analyst,
    path: string,
  ): { readonly targets: MarkTarget[]; readonly reasons: string[] } | undefined {
    const projects = analyst.projects();
    const template = templateAt(path, projects);
    if (!template) return undefined;
    const { timelines } = readPipeline(template, projects.files);
    const targets = timelines.flatMap(({ build, takeOver }) =>
      takeOver.kind === 'after' ? [{ name: build.shownName, location: takeOver.event.effect.location }] : [],
    );
    // Most builds of a template share the script or answer file that lets Packer in.
    const distinct = new Map(targets.map((target) => [JSON.stringify(target.location), target]));
    const reasons = new Set(timelines.map(({ takeOver }) => describeTakeOver(takeOver)));
    return { targets: [...distinct.values()], reasons: [...reasons] };
  },

  /** The report of the command line on all that is found. @param columns of the terminal */
  report(
    analyst: Analyst,
    cwd: string,
    columns: number | undefined,
  ): { readonly text: string; readonly errors: boolean } {
    const found = analyst.linter.findingsIn([...analyst.linter.files].sort(), analyst.inputs());
    const findings = found.flatMap((one) =>
      [...one.findings].sort((a, b) => a.location.span.start - b.location.span.start),
    );
    const files = found.map(({ path }) => path);
    return {
      text: stylishReport({ findings, files, sources: analyst.files(), cwd }, true, columns),
      errors: findings.some(({ severity }) => severity === 'error'),
    };
  },

  /** What is to be written so that all that is found now is accepted. */
  newLists(analyst: Analyst): NewLists {
    const found = analyst.linter.findingsIn(analyst.linter.files, analyst.inputs());
    const added = found.flatMap(({ findings }) => findings).filter(isAcceptable).length;
    const findings = found.flatMap((one) => [...one.findings, ...one.accepted]);
    const suppressed = found.flatMap(({ silenced }) =>
      silenced.map((finding) => ({ finding, by: 'comment' as const })),
    );
    try {
      const lists = acceptFindings(
        { findings, suppressed, files: found.map(({ path }) => path) },
        analyst.projects(),
      );
      return { added, lists: lists.map(({ path, entries }) => ({ path, text: baselineText(entries) })) };
    } catch (error) {
      if (!(error instanceof NoBaseline)) throw error;
      return { added, lists: [], inTheWay: error.path };
    }
  },
} as const;

/** What the linter has read; of a template that is not linted, what can be read now. */
function pipelineOf(analyst: Analyst, path: string): Pipeline | undefined {
  const linted = analyst.linter.detailsOf(path, analyst.inputs())?.pipeline;
  if (linted) return linted;
  const projects = analyst.projects();
  const template = templateAt(path, projects);
  return template && readPipeline(template, projects.files);
}

function templateFix(
  analyst: Analyst,
  finding: Finding,
  folders: Readonly<Record<string, string>>,
): TemplateFix | undefined {
  const { rule, severity, location } = finding;
  if (rule !== 'file-missing' && rule !== 'iso-checksum-none') return undefined;
  const projects = analyst.projects();
  const { files } = projects;
  const template = templateAt(location.path, projects);
  if (!template) return undefined;
  const chosen = folders[template.path];
  const cwd = chosen !== undefined && files.kind(chosen) === 'folder' ? chosen : baseFolder(template, files);
  const key = findingKey(finding);
  if (rule === 'iso-checksum-none') {
    const iso = isoWithoutChecksum(template, location, cwd, files);
    const at = new Places(files).place(location);
    return iso === undefined ? undefined : { kind: 'computeChecksum', finding: key, at, iso };
  }
  // What is kept out of the repository is somewhere else.
  const script = severity === 'hint' ? undefined : missingScript(template, location, cwd, files);
  return script && { kind: 'createScript', finding: key, script };
}
