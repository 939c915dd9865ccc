import type { FoundIn } from '../lint/lintProtocol';
import { findingKey } from '../rules/finding';
import type { Finding } from '../rules/finding';
import { ruleUrl } from '../lint/report/links';
import { rules } from '../rules/rules';
import type { Places } from './places';
import type { ShownFinding, ShownIn } from './protocol';

/** A finding as it is shown, with the lines of its places. */
export const shownFinding = (finding: Finding, places: Places): ShownFinding => {
  const { rule, severity, message, location, related } = finding;
  return {
    rule,
    ...traitsOf(rule),
    severity,
    message,
    key: findingKey(finding),
    location: places.place(location),
    related: related.map((other) => ({ message: other.message, location: places.place(other.location) })),
  };
};

const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** What is shown of its rule. */
function traitsOf(id: string): Pick<ShownFinding, 'url' | 'tag'> {
  const rule = byId.get(id);
  return rule ? { url: ruleUrl(id, VERSION), ...(rule.tag && { tag: rule.tag }) } : {};
}

/** What is shown of a file. */
export const shownIn = ({ path, findings, accepted }: FoundIn, places: Places): ShownIn => ({
  path,
  findings: findings.map((finding) => shownFinding(finding, places)),
  accepted: accepted.map((finding) => shownFinding(finding, places)),
});
