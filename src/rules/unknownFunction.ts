import { grammarCheck } from './grammarCheck';
import type { Rule } from './rule';

export const unknownFunction: Rule = {
  id: 'unknown-function',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'A function is called that Packer does not have, or not in this place.',
  fixes: ['unsafe'],
  check: grammarCheck('unknown-function'),
};
