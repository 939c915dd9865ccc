import type { Block } from '../../syntax/hcl/tree';
import type { constantString } from '../../syntax/hcl/values';
import { grammarTree, locate } from '../../pipeline/grammar/grammarTree';
import { language } from '../../pipeline/grammar/language';
import { parseDuration } from '../../pipeline/template/duration';
import { Evaluator } from '../../pipeline/template/hcl/evaluate';
import { Scope } from '../../pipeline/template/hcl/scope';
import { variableSource } from '../../pipeline/template/hcl/readHclTemplate';
import { text } from '../../pipeline/value';
import type { Pipeline } from '../../pipeline/pipeline';
import type { Template } from '../../pipeline/template/template';
import type { FileSource } from '../../text/fileSource';
import type { SourceText } from '../../text/sourceText';
import type { Report } from '../rule';

const provisioners = new Set(['provisioner', 'error-cleanup-provisioner']);
const steps = new Set([...provisioners, 'post-processor']);

/** Blocks of steps, wherever in a build block they stand; those that a dynamic block makes have no own labels. */
function* stepBlocks({ template }: Pipeline): Generator<{ block: Block; source: SourceText; type: string }> {
  for (const { source, blocks } of grammarTree(template).files)
    for (const { body } of blocks.filter(({ type }) => type === 'build')) yield* stepsIn(body.blocks, source);
}

function* stepsIn(
  blocks: readonly Block[],
  source: SourceText,
): Generator<{ block: Block; source: SourceText; type: string }> {
  for (const block of blocks) {
    const { type, labels, body } = block;
    const [label] = labels;
    if (steps.has(type)) yield { block, source, type };
    else if (type === 'post-processors') yield* stepsIn(body.blocks, source);
    else if (type === 'dynamic' && label && steps.has(label.value))
      for (const content of body.blocks.filter((one) => one.type === 'content'))
        yield { block: content, source, type: label.value };
  }
}

/**
 * Durations of steps that Go can't read, and a step with `only` and `except`.
 * Source: hashicorp/packer hcl2template/types.build.provisioners.go, decodeProvisioner(), OnlyExcept.Validate().
 */
export function* invalidDurations(pipeline: Pipeline): Generator<Report> {
  const { template, files } = pipeline;
  if (template.dialect === 'json') {
    yield* jsonDurations(template);
    return;
  }
  let scope: Scope | undefined;
  for (const { block, source, type } of stepBlocks(pipeline)) {
    if (!provisioners.has(type)) continue;
    for (const { name, value } of block.body.attributes) {
      if (name !== 'pause_before' && name !== 'timeout') continue;
      scope ??= scopeOf(template, files);
      const given = new Evaluator(source, scope).evaluate(value);
      const written =
        given.kind === 'number'
          ? String(given.value)
          : given.kind === 'string' && !given.partial
            ? given.text
            : '';
      if (written === '' || parseDuration(written) !== undefined || given.sensitive) continue;
      yield {
        message: wrong(name, written),
        location: locate(source, value.span),
        fixes: withUnit(source, value.span, written),
      };
    }
  }
}

const withUnit = (source: SourceText, span: { start: number; end: number }, written: string) =>
  /^\d+$/.test(written) && source.slice(span).replace(/"/g, '') === written
    ? [
        {
          title: `Change to "${written}s"`,
          applicability: 'unsafe' as const,
          edits: [{ path: source.path, span, newText: `"${written}s"` }],
        },
      ]
    : [];

const wrong = (name: string, written: string): string =>
  `'${written}' is not a duration: Packer rejects the template. '${name}' is a number with a unit, such as "30s", "5m" or "1h30m".`;

/** Source: hashicorp/packer-plugin-sdk template/parse.go: the field is a time.Duration, decoded from a text or a number. */
function* jsonDurations(template: Template): Generator<Report> {
  const seen = new Set<object>();
  for (const build of template.builds)
    for (const { settings } of build.provisioners) {
      if (seen.has(settings)) continue;
      seen.add(settings);
      for (const name of ['pause_before', 'timeout']) {
        const value = text(settings, name);
        if (
          !value ||
          value.text === '' ||
          value.text.includes('{{') ||
          parseDuration(value.text) !== undefined
        )
          continue;
        yield { message: wrong(name, value.text), location: value.location };
      }
    }
}

const scopeOf = (template: Template, files: FileSource): Scope =>
  new Scope(
    grammarTree(template).files,
    { files: template.variableFiles.map(variableSource), given: {} },
    template.folder,
    files,
  );

/** What a registry block says and HCP Packer does not take. Source: types.build.hcp_packer_registry.go. */
export function* registryLimits({ template, files }: Pipeline): Generator<Report> {
  if (template.dialect !== 'hcl2') return;
  const schema = language().blocks['hcp_packer_registry'];
  const name = schema?.attributes?.['bucket_name'];
  const most = schema?.attributes?.['description']?.maxLength ?? Infinity;
  let scope: Scope | undefined;
  for (const { source, blocks } of grammarTree(template).files)
    for (const block of blocks.flatMap((one) => (one.type === 'build' ? one.body.blocks : [one]))) {
      if (block.type !== 'hcp_packer_registry') continue;
      const attribute = (wanted: string) => block.body.attributes.find((one) => one.name === wanted);
      scope ??= scopeOf(template, files);
      const evaluator = new Evaluator(source, scope);
      const valueOf = (wanted: string) => {
        const found = attribute(wanted);
        const value = found && evaluator.evaluate(found.value);
        return found && value?.kind === 'string' && !value.partial && !value.sensitive
          ? { text: value.text, location: locate(source, found.value.span) }
          : undefined;
      };
      const bucket = valueOf('bucket_name');
      // Names of buckets: 3 to 36 ASCII letters, digits and hyphens.
      if (
        bucket &&
        bucket.text !== '' &&
        name?.pattern !== undefined &&
        !/^[a-zA-Z0-9-]{3,36}$/.test(bucket.text)
      )
        yield {
          message:
            'The name of a bucket has between 3 and 36 letters without accents, digits and hyphens: Packer rejects the template.',
          location: bucket.location,
        };
      const description = valueOf('description');
      const length = description ? Buffer.byteLength(description.text) : 0;
      if (description && length > most)
        yield {
          message: `The description of a bucket has at most ${most} characters, and this one has ${length}: Packer rejects the template.`,
          location: description.location,
        };
      const [labels, bucketLabels] = [attribute('labels'), attribute('bucket_labels')];
      if (labels && bucketLabels && !isEmpty(labels.value) && !isEmpty(bucketLabels.value))
        yield {
          message:
            "'labels' is the old name of 'bucket_labels', and Packer does not take both: it rejects the template. Move what it has to 'bucket_labels'.",
          location: locate(source, labels.nameSpan),
        };
    }
}

const isEmpty = (value: Parameters<typeof constantString>[0]): boolean =>
  value.kind === 'null' || (value.kind === 'object' && value.items.length === 0);
