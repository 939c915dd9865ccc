import { grammarCheck } from './grammarCheck';
import type { Rule } from './rule';

export const duplicateDefinition: Rule = {
  id: 'duplicate-definition',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'A name that may be defined once is defined twice in a template.',
  fixes: [],
  check: grammarCheck('duplicate-definition'),
};
