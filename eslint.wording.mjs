import { readFileSync } from 'node:fs';
import { findAvoided, readAvoided } from './scripts/lib/wording.mjs';

const avoided = readAvoided(readFileSync(new URL('docs/glossary.md', import.meta.url), 'utf8'));

/**
 * Reports strings with words that docs/glossary.md says to avoid.
 * @type {import('eslint').Rule.RuleModule}
 */
const avoidedWords = {
  create(context) {
    const check = (node, text) => {
      // What has no blanks is a name: a state, a key, an id.
      if (!/\s/.test(text)) return;
      for (const { found, instead } of findAvoided(text, avoided))
        context.report({ node, message: `Instead of '${found}', write: ${instead} (docs/glossary.md).` });
    };
    return {
      Literal: (node) => typeof node.value === 'string' && check(node, node.value),
      TemplateElement: (node) => check(node, node.value.cooked ?? ''),
    };
  },
};

/** @type {import('eslint').Linter.Config[]} */
export default [
  {
    files: ['src/**/*.ts'],
    plugins: { wording: { rules: { avoided: avoidedWords } } },
    rules: { 'wording/avoided': 'error' },
  },
];
