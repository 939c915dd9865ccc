import { declaredIn, grammarTree, locate } from '../../pipeline/grammar/grammarTree';
import type { Pipeline } from '../../pipeline/pipeline';
import type { Template } from '../../pipeline/template/template';
import type { Report } from '../rule';
import { AroundTemplate } from './aroundTemplate';
import { unusedInJson } from './json';

const message = (name: string): string =>
  `The variable '${name}' is used nowhere: setting it changes nothing. Remove it, or use it.`;

/** Variables that no expression takes. Only a template that builds something has all its parts. */
export function* unusedVariables(pipeline: Pipeline): Generator<Report> {
  const { template, files } = pipeline;
  if (template.dialect === 'json') {
    yield* unusedInJson(pipeline, message);
    return;
  }
  const tree = grammarTree(template);
  if (tree.isBroken || template.path !== template.folder || !hasBuild(template)) return;
  const used = new Set<string>();
  for (const { root, names, site } of tree.names) {
    if (root !== 'var') continue;
    const [name] = names;
    // By a key that is not written out it may be any.
    if (name === undefined) return;
    if (site.in !== 'validation' || site.owner !== name) used.add(name);
  }
  let around: AroundTemplate | undefined;
  for (const { kind, name, source, span } of tree.files.flatMap(declaredIn)) {
    if (kind !== 'variable' || used.has(name)) continue;
    around ??= new AroundTemplate(template, files);
    // It is declared for what several templates are given: Packer refuses a name that one of them lacks, or warns of it.
    if (around.givesFromElsewhere(name)) continue;
    yield { message: message(name), location: locate(source, span) };
  }
}

const hasBuild = (template: Template): boolean =>
  grammarTree(template).files.some(({ blocks }) => blocks.some(({ type }) => type === 'build'));
