import { failedReads, references } from '../pipeline/paths/references';
import { missingPaths } from './missingPaths';
import type { Rule } from './rule';

export const fileMissing: Rule = {
  id: 'file-missing',
  severity: 'error',
  category: 'files',
  since: '0.1.0',
  summary: 'A template refers to a file that does not exist.',
  fixes: ['safe', 'unsafe'],
  check: (pipeline) => {
    const { template } = pipeline;
    return [
      ...missingPaths(pipeline, references(template)),
      ...missingPaths(pipeline, failedReads(template), template.folder),
    ];
  },
};
