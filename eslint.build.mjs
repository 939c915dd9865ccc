// The layers alone: what `npm run build` checks, without types, in a second. No comment can switch them off.
import tseslint from 'typescript-eslint';
import layers from './eslint.layers.mjs';

export default [
  {
    files: ['src/**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    linterOptions: { noInlineConfig: true },
  },
  ...layers,
];
