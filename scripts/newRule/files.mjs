/**
 * @typedef {object} NewRule
 * @property {string} id
 * @property {string} severity one of {@link severities}
 * @property {boolean} fixable whether it comes with a quick fix
 * @property {string} since the version of Boxwright that will have it
 */

export const severities = ['error', 'warning', 'info', 'hint'];

/** Two words at least: one could be a keyword of TypeScript, and says too little of what is wrong. */
export function isRuleId(id) {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id);
}

/** The name of a rule in TypeScript: `reboot-in-provisioner` is `rebootInProvisioner`. */
function ruleName(id) {
  return id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}

/**
 * The files of a new rule. They compile, and are formatted; what is left to write is marked `To do`.
 * @param {NewRule} rule
 * @returns {Record<string, string>} texts by paths in the repository
 */
export function ruleFiles({ id, severity, fixable, since }) {
  const name = ruleName(id);
  return {
    [`docs/rules/${id}.md`]: page(id, severity, fixable),
    [`test/unit/rules/${name}.test.ts`]: test(id, fixable),
    [`src/rules/${name}.ts`]: source({ id, name, severity, fixable, since }),
  };
}

/**
 * @param {string} text of src/rules/rules.ts, which is sorted by ids
 * @param {readonly string[]} ids of all rules in it
 * @param {string} id of the rule to add
 * @throws Error where the file does not look as expected
 */
export function addToList(text, ids, id) {
  const next = ids.toSorted().find((other) => other > id);
  const line = (ruleId) => ({
    import: `import { ${ruleName(ruleId)} } from './${ruleName(ruleId)}';\n`,
    item: `  ${ruleName(ruleId)},\n`,
  });
  const [before, added] = [next ? line(next) : undefined, line(id)];
  const withImport = insert(text, before?.import ?? '\n/** All rules', added.import);
  return insert(withImport, before?.item ?? '];\n', added.item);
}

function insert(text, before, added) {
  const at = text.indexOf(before);
  if (at < 0) throw new Error(`src/rules/rules.ts has no '${before.trim()}', before which the rule belongs.`);
  return text.slice(0, at) + added + text.slice(at);
}

function source({ id, name, severity, fixable, since }) {
  return `import type { Rule } from './rule';

export const ${name}: Rule = {
  id: '${id}',
  severity: '${severity}',
  // To do: what it is about, of the categories in rule.ts.
  category: 'template',
  since: '${since}',
  summary: 'To do: what is wrong, in one sentence.',
  fixes: [${fixable ? "'unsafe'" : ''}],
  // To do: why this breaks builds, with the source that proves it.
  *check({ template }) {
    for (const build of template.builds) {
      // To do: what has to be the case.
      if (build.type !== 'to-do') continue;
      yield {
        builds: [build],
        message: 'To do: what is wrong and what will happen. To do: what to do about it.',
        location: build.typeLocation,${fixable ? '\n        fixes: [],' : ''}
      };
    }
  },
};
`;
}

function test(id, fixable) {
  return `import { testRule } from '../../support/ruleTests';

testRule('${id}', {
  // To do: at least three projects in which it is found, in JSON and in HCL2. The place stands between « and »:
  // 'a title': { files: { 'windows.json': '…«"2048"»…' }, message: /2048/${fixable ? ", fixed: { 'windows.json': '…' }" : ''} },
  found: {},
  // To do: at least three projects that only look like it:
  // 'a title': { 'windows.json': '…' },
  silent: {},
});
`;
}

function page(id, severity, fixable) {
  return `# ${id}

To do: the summary of the rule, word by word.

Default severity: ${severity}. Quick fix: ${fixable ? 'to do: what it changes.' : 'none.'}

## What it finds

To do: which settings or commands, where. When the rule stays silent, because not everything is known.

## Why

To do: what happens to the build, and why.

- To do: a link that proves it, such as documentation, an issue, or the log of a build that failed.

## Bad

\`\`\`hcl windows.pkr.hcl
source "virtualbox-iso" "windows" {
}
build { sources = ["source.virtualbox-iso.windows"] }
\`\`\`

## Good

\`\`\`hcl windows.pkr.hcl
source "virtualbox-iso" "windows" {
}
build { sources = ["source.virtualbox-iso.windows"] }
\`\`\`

## How to fix

To do: the change that solves it, in the imperative.

## When to ignore it

To do: where it does no harm.
`;
}
