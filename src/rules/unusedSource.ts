import { grammarCheck } from './grammarCheck';
import type { Rule } from './rule';

export const unusedSource: Rule = {
  id: 'unused-source',
  severity: 'hint',
  category: 'template',
  since: '0.1.0',
  summary: 'No build block uses a source.',
  tag: 'unnecessary',
  fixes: [],
  check: grammarCheck('unused-source'),
};
