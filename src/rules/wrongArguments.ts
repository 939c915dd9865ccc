import { grammarCheck } from './grammarCheck';
import type { Rule } from './rule';

export const wrongArguments: Rule = {
  id: 'wrong-arguments',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'A function is called with the wrong number or type of arguments.',
  fixes: [],
  check: grammarCheck('wrong-arguments'),
};
