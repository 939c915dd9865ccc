import { grammarCheck } from './grammarCheck';
import type { Rule } from './rule';

export const nothingToBuild: Rule = {
  id: 'nothing-to-build',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'A template has no builder or build block, or a build block names no source.',
  fixes: [],
  check: grammarCheck('nothing-to-build'),
};
