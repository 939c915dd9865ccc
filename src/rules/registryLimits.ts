import { grammarCheck } from './grammarCheck';
import type { Rule } from './rule';

export const registryLimits: Rule = {
  id: 'registry-limits',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'An hcp_packer_registry block has a name, description or labels that HCP Packer does not take.',
  fixes: [],
  check: grammarCheck('registry-limits'),
};
