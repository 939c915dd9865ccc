/**
 * The layers of src/, highest first. A file may import from its own layer and from those below it, never from
 * above: data goes one way, and what is low can be used and tested without what is high.
 * docs/architecture.md says what each layer is for.
 */
export const layers = [
  'editor',
  'analysis',
  'tools',
  'language',
  'lint',
  'rules',
  'words',
  'pipeline',
  'syntax',
  'text',
];

/** It stands beside the editor, above all others: neither of the two knows of the other, and nothing imports it. */
const commandLine = 'cli';

/** Modules that one place alone may import; everybody else goes through that place. */
const owned = [
  {
    modules: ['vscode'],
    owner: 'editor',
    why: 'Only editor/, boxwright.ts and extension.ts touch the editor.',
  },
  {
    modules: ['execa', 'child_process', 'node:child_process'],
    owner: 'tools',
    why: 'Only tools/ runs processes.',
  },
  {
    modules: ['fs', 'fs/promises', 'node:fs', 'node:fs/promises'],
    owner: ['editor', 'tools', 'lint'],
    why: 'In language/ and below lint/ files are read through the FileSource interface of text/, so that unsaved text, tests and the command line read alike.',
  },
];

/** Folders that others know by one file alone. */
const walls = [{ folder: 'tools/packer/dsc', entry: 'packerDsc' }];

const behindWalls = walls.map(({ folder, entry }) => ({
  group: [`**/${folder}/*`, `!**/${folder}/${entry}`],
  message: `Of ${folder} only ${entry} is imported from outside.`,
}));

const entryPoints = { regex: '/(extension|cli)$', message: 'Entry points are not imported.' };

/** @returns {import('eslint').Linter.RulesRecord} */
const rule = (forbiddenLayers, forbiddenModules) => ({
  'no-restricted-imports': [
    'error',
    {
      paths: forbiddenModules.flatMap(({ modules, why }) => modules.map((name) => ({ name, message: why }))),
      patterns: [
        {
          group: forbiddenLayers.map((layer) => `**/${layer}/**`),
          message: 'An import only points down the layers (eslint.layers.mjs).',
        },
        entryPoints,
        ...behindWalls,
      ],
    },
  ],
});

/** ESLint configuration that enforces the layers; the build runs it alone, so a wrong import fails the build. */
export default [
  ...layers.map((layer, index) => ({
    files: [`src/${layer}/**/*.ts`],
    rules: rule(
      [...layers.slice(0, index), commandLine],
      owned.filter(({ owner }) => ![owner].flat().includes(layer)),
    ),
  })),
  {
    files: ['src/cli.ts', `src/${commandLine}/**/*.ts`],
    rules: rule(
      ['editor'],
      owned.filter(({ owner }) => owner === 'editor' || owner === 'tools'),
    ),
  },
  {
    files: ['src/extension.ts', 'src/boxwright.ts'],
    rules: rule(
      [commandLine],
      owned.filter(({ owner }) => owner !== 'editor'),
    ),
  },
];
