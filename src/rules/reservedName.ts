import { grammarCheck } from './grammarCheck';
import type { Rule } from './rule';

export const reservedName: Rule = {
  id: 'reserved-name',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'A variable, local or data source has a name that Packer does not take.',
  fixes: [],
  check: grammarCheck('reserved-name'),
};
