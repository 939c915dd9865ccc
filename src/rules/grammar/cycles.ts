import { grammarTree, locate } from '../../pipeline/grammar/grammarTree';
import type { UsedName } from '../../pipeline/grammar/grammarTree';
import type { Pipeline } from '../../pipeline/pipeline';
import type { Report } from '../rule';

/**
 * Locals and data sources that depend on themselves. Each circle is told once, where it closes.
 * Source: hashicorp/packer hcl2template/parser.go, buildPrereqsDAG().
 */
export function* circularReferences({ template }: Pipeline): Generator<Report> {
  if (template.dialect !== 'hcl2') return;
  const edges = new Map<string, UsedName[]>();
  for (const used of grammarTree(template).names) {
    const { owner } = used.site;
    if (owner === undefined || (used.site.in !== 'local' && used.site.in !== 'data')) continue;
    const others = edges.get(owner);
    if (others) others.push(used);
    else edges.set(owner, [used]);
  }
  const done = new Set<string>();
  for (const start of edges.keys()) yield* walk(start, edges, done);
}

/** Depth first, without recursion: a chain may be as long as the template. */
function* walk(start: string, edges: ReadonlyMap<string, UsedName[]>, done: Set<string>): Generator<Report> {
  if (done.has(start)) return;
  const path = [{ name: start, next: 0 }];
  const onPath = new Set([start]);
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const used = edges.get(top.name)?.[top.next++];
    if (!used) {
      done.add(top.name);
      onPath.delete(top.name);
      path.pop();
      continue;
    }
    const target = targetOf(used);
    if (target === undefined || done.has(target)) continue;
    if (onPath.has(target)) {
      const circle = path.slice(path.findIndex(({ name }) => name === target)).map(({ name }) => name);
      yield {
        message:
          circle.length === 1
            ? `${target} is defined by itself, so Packer rejects the template. Use another name for one of the two values.`
            : `${[...circle, target].join(' → ')} is a circle: each value needs the other first, and Packer rejects the template.`,
        location: locate(used.source, used.span),
      };
    } else {
      path.push({ name: target, next: 0 });
      onPath.add(target);
    }
  }
}

function targetOf({ root, names: [first, second] }: UsedName): string | undefined {
  if (root === 'local' && first !== undefined) return `local.${first}`;
  return root === 'data' && first !== undefined && second !== undefined
    ? `data.${first}.${second}`
    : undefined;
}
