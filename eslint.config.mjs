import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import layers from './eslint.layers.mjs';
import notify from './eslint.notify.mjs';
import paths from './eslint.paths.mjs';
import wording from './eslint.wording.mjs';

/** @type {Record<string, 'readonly'>} */
const node = {
  console: 'readonly',
  process: 'readonly',
  setTimeout: 'readonly',
  clearTimeout: 'readonly',
  URL: 'readonly',
  fetch: 'readonly',
};

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/', 'examples/', '**/fixtures/'] },
  eslint.configs.recommended,
  { files: ['**/*.mjs'], languageOptions: { globals: node } },
  {
    files: ['src/**/*.ts', 'test/**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  ...layers,
  ...notify,
  ...paths,
  ...wording,
  prettier,
);
