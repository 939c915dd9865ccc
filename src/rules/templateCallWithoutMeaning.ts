import { grammarCheck } from './grammarCheck';
import type { Rule } from './rule';

export const templateCallWithoutMeaning: Rule = {
  id: 'template-call-without-meaning',
  severity: 'warning',
  category: 'template',
  since: '0.1.0',
  summary: 'A {{…}} call of JSON templates stands where Packer does not fill it in.',
  fixes: [],
  check: grammarCheck('template-call-without-meaning'),
};
