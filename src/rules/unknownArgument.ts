import { grammarCheck } from './grammarCheck';
import type { Rule } from './rule';

export const unknownArgument: Rule = {
  id: 'unknown-argument',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: "A block of Packer's own language has an argument that it does not take.",
  fixes: ['unsafe'],
  check: grammarCheck('unknown-argument'),
};
