import type { Project } from '../../lint/project';
import type { JsonNode } from '../../syntax/json/tree';
import type { TextEdit } from '../../text/textEdit';
import { editConfiguration, pathInProject } from './editConfiguration';

/**
 * Turns a rule off for one file in the project's boxwright.json, which need not be there yet.
 * @param project that of the file
 * @returns the edits of boxwright.json; none where it can't be read, or the file stands outside of the project
 */
export function turnOff(path: string, rule: string, project: Pick<Project, 'root' | 'files'>): TextEdit[] {
  const relative = pathInProject(path, project);
  if (relative === undefined || relative === '.') return [];
  const file = pattern(relative);
  return editConfiguration(project, (tree) => {
    const overrides = property(tree, 'overrides');
    const items = overrides?.kind === 'array' ? overrides.items : [];
    // The last one wins, so that one is added to, or one is put behind it.
    if (speaksOf(items.at(-1), file))
      return { path: ['overrides', items.length - 1, 'rules', rule], value: 'off' };
    const override = { files: [file], rules: { [rule]: 'off' } };
    if (overrides?.kind === 'array')
      return { path: ['overrides', items.length], value: override, insert: true };
    return { path: ['overrides'], value: [override] };
  });
}

function speaksOf(override: JsonNode | undefined, file: string): boolean {
  const files = property(override, 'files');
  const [only, ...others] = files?.kind === 'array' ? files.items : files ? [files] : [];
  const rules = property(override, 'rules');
  return only?.kind === 'string' && only.value === file && !others.length && rules?.kind === 'object';
}

const property = (node: JsonNode | undefined, name: string): JsonNode | undefined =>
  node?.kind === 'object' ? node.properties.find((other) => other.name.value === name)?.value : undefined;

/** As .gitignore has it: from the root of the project, and nothing in it stands for anything else. */
const pattern = (relative: string): string =>
  `/${relative.replace(/[\\*?[\]]/g, '\\$&').replace(/ $/, '\\ ')}`;
