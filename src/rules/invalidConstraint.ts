import { grammarCheck } from './grammarCheck';
import type { Rule } from './rule';

export const invalidConstraint: Rule = {
  id: 'invalid-constraint',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'A packer block has a version constraint or plugin address that Packer does not take.',
  fixes: [],
  check: grammarCheck('invalid-constraint'),
};
