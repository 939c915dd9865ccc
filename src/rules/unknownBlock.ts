import { grammarCheck } from './grammarCheck';
import type { Rule } from './rule';

export const unknownBlock: Rule = {
  id: 'unknown-block',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'A block is unknown to Packer, or in the wrong place.',
  fixes: ['unsafe'],
  check: grammarCheck('unknown-block'),
};
