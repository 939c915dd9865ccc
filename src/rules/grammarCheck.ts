import type { Pipeline } from '../pipeline/pipeline';
import type * as Grammar from './grammar/grammar';
import type { Report, RuleOptions } from './rule';

/** A question about the language of Packer's core, whose code is loaded with the first template: see scripts/build.mjs. */
export const grammarCheck =
  (id: keyof typeof Grammar.grammarChecks) =>
  (pipeline: Pipeline, options: RuleOptions): Iterable<Report> => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { grammarChecks } = require('./grammar/grammar') as typeof Grammar;
    return grammarChecks[id](pipeline, options);
  };
