import type { Rule } from './rule';

/** Only when all other rules have spoken is it known which comments are of no use: `lint/applySuppressions` tells. */
export const unusedSuppression: Rule = {
  id: 'unused-suppression',
  severity: 'hint',
  category: 'boxwright',
  since: '0.1.0',
  summary: 'A suppression comment has no effect, or gives no reason where one is required.',
  tag: 'unnecessary',
  fixes: ['safe'],
};
