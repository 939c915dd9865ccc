import { parsedHcl } from '../../pipeline/template/hcl/readHclTemplate';
import type { Template } from '../../pipeline/template/template';
import type { Block } from '../../syntax/hcl/tree';
import { constantString, findAttribute } from '../../syntax/hcl/values';
import { isSamePath } from '../../text/pathKey';
import { bodyFacts, settingsOf } from './bodySettings';
import { shown } from './describeSetting';
import type { PackerFile } from './packerPlace';

/** Defaults of a component, behind the line where its block begins. */
export interface DefaultHint {
  readonly offset: number;
  /** `memory = 512, cpus = 1`. */
  readonly label: string;
}

/** What most often is not what people want. */
const names = [
  'memory',
  'cpus',
  'cores',
  'disk_size',
  'communicator',
  'ssh_timeout',
  'winrm_timeout',
  'shutdown_timeout',
  'restart_timeout',
];

/** Which of them matter with a communicator alone. */
const ofCommunicator: Readonly<Record<string, string | undefined>> = {
  ssh_timeout: 'ssh',
  winrm_timeout: 'winrm',
};

/** The defaults that matter of the sources and steps of a file, where nothing else is set. */
export function defaultHints({ source, templates: [template], packer }: PackerFile): DefaultHint[] {
  if (!template) return [];
  const visit = (block: Block, around: readonly Block[]): DefaultHint[] => {
    const blocks = [...around, block];
    const own = around.length === 0 || block.type === 'provisioner' ? hintOf(blocks) : [];
    return block.type === 'build' ? [...own, ...block.body.blocks.flatMap((one) => visit(one, blocks))] : own;
  };
  const hintOf = (blocks: readonly Block[]): DefaultHint[] => {
    const block = blocks.at(-1);
    const facts = bodyFacts(blocks, template, packer);
    if (!block?.openBrace || !facts?.component?.known) return [];
    const given = givenTo(block, template, source.path);
    const settings = settingsOf(facts);
    const communicator = communicatorOf(
      block,
      given,
      settings.find(({ name }) => name === 'communicator')?.default,
    );
    const defaults = names.flatMap((name) => {
      const setting = settings.find((one) => one.name === name);
      const of = ofCommunicator[name];
      const isMeant = of === undefined || of === communicator;
      return setting?.default === undefined || given.has(name) || !isMeant
        ? []
        : `${name} = ${shown(setting.default)}`;
    });
    return defaults.length ? [{ offset: block.openBrace.end, label: defaults.join(', ') }] : [];
  };
  return parsedHcl(source.text).body.blocks.flatMap((block) => visit(block, []));
}

/** What a block is given, also where a build block adds settings to its source. */
function givenTo({ body, labels: [type] }: Block, { builds }: Template, path: string): ReadonlySet<string> {
  const own = body.items.map((item) =>
    item.kind === 'attribute' ? item.name : (item.labels[0]?.value ?? item.type),
  );
  const ofBuilds = builds.filter(
    ({ typeLocation }) => typeLocation.span.start === type?.span.start && isSamePath(typeLocation.path, path),
  );
  const added = ofBuilds.flatMap(({ source }) => source.entries.map(({ name }) => name));
  return new Set([...own, ...body.blocks.map((block) => block.type), ...added]);
}

/** How Packer connects; undefined where that is not written out. */
function communicatorOf({ body }: Block, given: ReadonlySet<string>, usual: unknown): unknown {
  if (!given.has('communicator')) return usual;
  const set = findAttribute(body, 'communicator');
  return set && constantString(set.value);
}
