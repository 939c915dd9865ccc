import { grammarCheck } from './grammarCheck';
import type { Rule } from './rule';

export const invalidVariable: Rule = {
  id: 'invalid-variable',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'The type, default, value or validation of a variable is one that Packer does not take.',
  fixes: [],
  check: grammarCheck('invalid-variable'),
};
