import { grammarCheck } from './grammarCheck';
import type { Rule } from './rule';

export const emptyDynamic: Rule = {
  id: 'empty-dynamic',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'A dynamic block lacks for_each, labels or content, or has what it does not take.',
  fixes: [],
  check: grammarCheck('empty-dynamic'),
};
