import { mentionsDsc } from '../language/dsc/mentionsDsc';
import { optionHover } from '../language/dsc/optionHover';
import { optionCompletions } from '../language/dsc/optionCompletions';
import { explainAt } from '../language/explain/explainAt';
import { explanationHover } from '../language/explain/explanationHover';
import type { Hover } from '../language/hover';
import { fixAllIn } from '../language/fixes/fixAllIn';
import { isoWithoutChecksum } from '../language/fixes/isoChecksum';
import { missingScript } from '../language/fixes/missingScript';
import type { MissingScript } from '../language/fixes/missingScript';
import { quickFixes } from '../language/fixes/quickFixes';
import { packerCompletions } from '../language/packer/completion/complete';
import { packerHover } from '../language/packer/hover/packerHover';
import { definitionsAt, highlightsAt, referencesAt } from '../language/packer/navigation/navigate';
import { prepareRename, rename } from '../language/packer/navigation/rename';
import type { Refusal } from '../language/packer/navigation/rename';
import { defaultHints } from '../language/packer/defaultHints';
import { packerLinks } from '../language/packer/links';
import { packerFolding } from '../language/packer/outline/folding';
import type { FoldingRange } from '../language/packer/outline/folding';
import { declaredSymbols, documentSymbols } from '../language/packer/outline/symbols';
import type { DeclaredSymbol, PackerSymbol } from '../language/packer/outline/symbols';
import type { PackerFile, PackerPlace } from '../language/packer/packerPlace';
import { signatureHelpAt } from '../language/packer/signatureHelp';
import type { SignatureHelp } from '../language/packer/signatureHelp';
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
import { languageQuestions } from './languageQuestions';
import { hclTextAt, knownTemplates, packerFileAt } from './packerFileAt';
import { Places } from './places';
import type { Place, PlacedCompletions, PlacedDefinition, PlacedEdit, PlacedHover, Range } from './places';
import type { ShownIn } from './protocol';
import { shownIn } from './shownFinding';

export interface PlacedHighlight {
  readonly range: Range;
  readonly kind: 'read' | 'write';
}

export interface PlacedRenameTarget {
  readonly range: Range;
  readonly name: string;
}

export interface PlacedSymbol extends Omit<PackerSymbol, 'span' | 'selection' | 'children'> {
  /** All of it. */
  readonly range: Range;
  /** Its name. */
  readonly selection: Range;
  readonly children: readonly PlacedSymbol[];
}

export interface PlacedDeclaration extends Omit<DeclaredSymbol, 'location'> {
  readonly location: Place;
}

export interface PlacedFileLink {
  readonly range: Range;
  /** Absolute. */
  readonly target: string;
}

/** A word behind a line. */
export interface PlacedHint {
  readonly at: Position;
  readonly label: string;
}

export interface PlacedMark extends TemplateMark {
  readonly location: Place;
  readonly targets: readonly PlacedTarget[];
}

interface PlacedTarget extends MarkTarget {
  readonly location: Place;
}

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
  ...languageQuestions,

  /** What is found in a file, for the text that it has now; undefined where it is not to be linted for that. */
  async findings(analyst: Analyst, path: string): Promise<ShownIn | undefined> {
    if (analyst.settings.isLive) await analyst.lintIfNew(path);
    const found = analyst.foundIn(path);
    return found && shownIn(found, new Places(analyst.files()));
  },

  /** What stands at a place of a file, and what was read of it. */
  explain(analyst: Analyst, path: string, position: Position): PlacedHover | undefined {
    const places = new Places(analyst.files());
    const offset = places.offset(path, position);
    const written = writtenHover(analyst, path, offset);
    const linted = analyst.isCurrent(path) ? analyst.linter.detailsFor(path, analyst.inputs()) : [];
    const read = explanationHover(explainAt(linted, path, offset));
    const span = written?.span ?? read?.span;
    if (!span) return undefined;
    const contents = [...(written?.contents ?? []), ...(read?.contents ?? [])];
    return { range: places.range(path, span), contents };
  },

  /** What can be written at a place of an HCL2 template, or of a file that sets its variables. */
  complete(analyst: Analyst, path: string, position: Position): PlacedCompletions | undefined {
    const { messages } = analyst.settings;
    return inFile(analyst, path, (file, places) => {
      const offset = places.offset(path, position);
      // Steps of packer-dsc know manifests, too.
      const ofDsc = mentionsDsc(file.source.text)
        ? optionCompletions(file.source, offset, file.files, messages)
        : undefined;
      const found = ofDsc ?? packerCompletions({ ...file, offset }, messages);
      return found && { range: places.range(path, found.word), items: found.items };
    });
  },

  /** Where the name at a place of an HCL2 template is declared. */
  definitions(analyst: Analyst, path: string, position: Position): PlacedDefinition[] {
    return (
      atPlace(analyst, path, position, definitionsAt, (places, found) =>
        found.map(({ origin, target, selection }) => ({
          origin: places.range(path, origin),
          target: places.place(target),
          selection: places.range(target.path, selection),
        })),
      ) ?? []
    );
  },

  /** All places that name the same as a place does. */
  references(analyst: Analyst, path: string, position: Position, withDeclaration: boolean): Place[] {
    return (
      atPlace(
        analyst,
        path,
        position,
        (asked) => referencesAt(asked, withDeclaration),
        (places, found) => found.map((one) => places.place(one)),
      ) ?? []
    );
  },

  /** Where a file names the same as a place of it does. */
  highlights(analyst: Analyst, path: string, position: Position): PlacedHighlight[] {
    return (
      atPlace(analyst, path, position, highlightsAt, (places, found) =>
        found.map(({ span, kind }) => ({ kind, range: places.range(path, span) })),
      ) ?? []
    );
  },

  /** Whether the name at a place can get another one; undefined for a file that has no such names. */
  prepareRename(
    analyst: Analyst,
    path: string,
    position: Position,
  ): PlacedRenameTarget | Refusal | undefined {
    return atPlace(
      analyst,
      path,
      position,
      (asked) => prepareRename(asked, analyst.settings.messages),
      (places, found) =>
        'refusal' in found ? found : { name: found.name, range: places.range(path, found.span) },
    );
  },

  /** The edits that give the name at a place another one, in all files that have it. */
  rename(
    analyst: Analyst,
    path: string,
    position: Position,
    to: string,
  ): { readonly edits: readonly PlacedEdit[] } | Refusal | undefined {
    return atPlace(
      analyst,
      path,
      position,
      (asked) => rename(asked, to, analyst.settings.messages),
      (places, found) => ('refusal' in found ? found : { edits: places.edits(found) }),
    );
  },

  /** The outline of an HCL2 template, or of a file that sets its variables. */
  symbols(analyst: Analyst, path: string): PlacedSymbol[] {
    const files = analyst.files();
    const source = hclTextAt(files, path);
    const places = new Places(files);
    const placed = ({ span, selection, children, ...symbol }: PackerSymbol): PlacedSymbol => ({
      ...symbol,
      range: places.range(path, span),
      selection: places.range(path, selection),
      children: children.map(placed),
    });
    return source ? documentSymbols(source.text).map(placed) : [];
  },

  /** What the HCL2 templates that are known declare, by letters of its name. */
  workspaceSymbols(analyst: Analyst, search: string): PlacedDeclaration[] {
    const places = new Places(analyst.files());
    return declaredSymbols(knownTemplates(analyst), search).map(({ location, ...one }) => ({
      ...one,
      location: places.place(location),
    }));
  },

  /** Lines that can be folded away. */
  folding(analyst: Analyst, path: string): FoldingRange[] {
    const source = hclTextAt(analyst.files(), path);
    return source ? packerFolding(source.text) : [];
  },

  /** The files that an HCL2 template names. */
  links(analyst: Analyst, path: string): PlacedFileLink[] {
    return (
      inFile(analyst, path, (file, places) =>
        packerLinks(file).map(({ span, target }) => ({ range: places.range(path, span), target })),
      ) ?? []
    );
  },

  /** How the function is called whose arguments are being written. */
  signature(analyst: Analyst, path: string, position: Position): SignatureHelp | undefined {
    const source = hclTextAt(analyst.files(), path);
    return source && signatureHelpAt(source.text, source.offsetAt(position));
  },

  /** The defaults that matter of the sources and steps of a file. */
  defaultHints(analyst: Analyst, path: string): PlacedHint[] {
    return (
      inFile(analyst, path, (file, places) =>
        defaultHints(file).map(({ offset, label }) => ({
          at: places.range(path, { start: offset, end: offset }).start,
          label,
        })),
      ) ?? []
    );
  },

  /** Where Packer connects in a file. */
  takeOverMarks(analyst: Analyst, path: string): PlacedMark[] {
    if (!analyst.isCurrent(path)) return [];
    const places = new Places(analyst.files());
    return templateMarks(analyst.linter.detailsFor(path, analyst.inputs()), path).map((mark) => ({
      ...mark,
      location: places.place(mark.location),
      targets: mark.targets.map(({ name, location }) => ({ name, location: places.place(location) })),
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
  async fixAll(analyst: Analyst, path: string): Promise<PlacedEdit[]> {
    await analyst.lintIfNew(path);
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

/** Asks about an HCL2 template, or a file that sets its variables; undefined for any other file. */
function inFile<Found>(
  analyst: Analyst,
  path: string,
  ask: (file: PackerFile, places: Places) => Found,
): Found | undefined {
  const file = packerFileAt(analyst, path);
  return file && ask(file, new Places(file.files));
}

/** The same about a place of it. */
const atPlace = <Found, Placed>(
  analyst: Analyst,
  path: string,
  position: Position,
  ask: (asked: PackerPlace) => Found,
  place: (places: Places, found: Found) => Placed,
): Placed | undefined =>
  inFile(analyst, path, (file, places) =>
    place(places, ask({ ...file, offset: places.offset(path, position) })),
  );

/** What is known of what is written in an HCL2 template, or in a file that sets its variables. */
function writtenHover(analyst: Analyst, path: string, offset: number): Hover | undefined {
  const file = packerFileAt(analyst, path);
  if (!file) return undefined;
  const { messages } = analyst.settings;
  const ofDsc = mentionsDsc(file.source.text) ? optionHover(file.source, offset, messages) : undefined;
  return ofDsc ?? packerHover({ ...file, offset }, messages);
}

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
