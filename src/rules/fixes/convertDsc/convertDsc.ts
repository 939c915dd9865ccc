import { parseHcl } from '../../../syntax/hcl/parseHcl';
import type { Pipeline } from '../../../pipeline/pipeline';
import type { Build, Provisioner, Template } from '../../../pipeline/template/template';
import type { Location } from '../../../text/location';
import type { SourceText } from '../../../text/sourceText';
import type { Span } from '../../../text/span';
import { contains } from '../../../text/span';
import type { TextEdit } from '../../../text/textEdit';
import { writable } from '../writable';
import { Unconvertible } from './content';
import { coreSteps } from './coreSteps';
import type { NewStep, Selection } from './steps';
import { written } from './steps';

/** What becomes of a `dsc` step. */
export type Conversion =
  | {
      readonly kind: 'converted';
      readonly edit: TextEdit;
      /** What the user should know before it is applied: a sentence or two each. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'refused'; readonly location: Location; readonly reason: string };

/**
 * Writes a `dsc` step with provisioners that every Packer has: `file` for what it uploads, `powershell` for what it
 * runs, and `windows-restart` where its configuration may restart the guest.
 * @param place one of `dscPlaces`
 */
export function convertDsc(pipeline: Pipeline, place: Location): Conversion {
  try {
    return convert(pipeline, place);
  } catch (error) {
    if (!(error instanceof Unconvertible)) throw error;
    return { kind: 'refused', location: place, reason: error.message };
  }
}

function convert(pipeline: Pipeline, place: Location): Conversion {
  const { template } = pipeline;
  const source = writable(template, place);
  if (!source)
    throw new Unconvertible('HCL2 that is written as JSON is only read. Write the step as *.pkr.hcl first.');
  if (!isAlone(template, source, place.span))
    throw new Unconvertible('The step is made by other blocks, so there is no place for several steps.');
  const variants = variantsOf(template, place);
  const notes = new Set<string>();
  const steps = variants.flatMap(({ step, selection }) =>
    coreSteps(pipeline, source, step, (note) => notes.add(note), selection),
  );
  const comments = template.dialect === 'hcl2' ? commentsIn(source, place.span) : [];
  const [first, ...others] = steps;
  const all: NewStep[] = first ? [{ ...first, comments: [...comments, ...first.comments] }, ...others] : [];
  return {
    kind: 'converted',
    edit: { ...place, newText: written(template.dialect, source, place, all) },
    notes: [...notes],
  };
}

/** Whether several steps can stand where this one does: in a list, or as a block of its own. */
function isAlone({ dialect }: Template, source: SourceText, span: Span): boolean {
  if (dialect === 'hcl2') return /^provisioner\b/.test(source.slice(span));
  return /[[,]\s*$/.test(source.text.slice(0, span.start)) && source.text[span.start] === '{';
}

/** How a step runs in some builds. */
interface Variant {
  readonly step: Provisioner;
  /** Those builds, in place of its own `only` and `except`; undefined for what it says itself. */
  readonly selection?: Selection;
}

/** A step with an `override` is several steps, each for its builds. */
function variantsOf({ builds, dialect }: Template, place: Location): Variant[] {
  const runs = builds.flatMap((build) =>
    build.provisioners
      .filter(({ type, settings: { location } }) => type === 'dsc' && isSame(location, place))
      .map((step) => ({ step, name: dialect === 'json' ? build.name : referenceOf(build) })),
  );
  const [base] = runs.filter(({ step }) => !step.override);
  const special = runs.filter(({ step }) => step.override);
  const one = base?.step;
  if (!special.length) return one ? [{ step: one }] : [];
  const names = (some: typeof runs) => [...new Set(some.map(({ name }) => name))];
  const others = special.map(({ step, name }): Variant => ({
    step,
    selection: { setting: 'only', builds: [name] },
  }));
  if (!one) return others;
  const selected = one.settings.entries.some(({ name }) => name === 'only' || name === 'except');
  const selection: Selection = selected
    ? { setting: 'only', builds: names(runs.filter(({ step }) => !step.override)) }
    : { setting: 'except', builds: names(special) };
  return [{ step: one, selection }, ...others];
}

const isSame = (a: Location, b: Location): boolean => a.path === b.path && a.span.start === b.span.start;

/** By which `only` names a build of HCL2: without the name of its build block. */
const referenceOf = ({ name, type }: Build): string => name.slice(Math.max(0, name.lastIndexOf(`${type}.`)));

/** The comments within a step, which would go with it. */
function commentsIn(source: SourceText, span: Span): string[] {
  return parseHcl(source.text)
    .comments.filter((comment) => contains(span, comment.span))
    .flatMap((comment) => source.slice(comment.span).split(/\r?\n/))
    .map((line) => line.trim());
}
