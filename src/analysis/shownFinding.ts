import type { FoundIn } from '../lint/lintProtocol';
import { findingKey } from '../rules/finding';
import type { Finding } from '../rules/finding';
import type { Places } from './places';
import type { ShownFinding, ShownIn } from './protocol';

/** A finding as it is shown, with the lines of its places. */
export const shownFinding = (finding: Finding, places: Places): ShownFinding => {
  const { rule, severity, message, location, related } = finding;
  return {
    rule,
    severity,
    message,
    key: findingKey(finding),
    location: places.place(location),
    related: related.map((other) => ({ message: other.message, location: places.place(other.location) })),
  };
};

/** What is shown of a file. */
export const shownIn = ({ path, findings, accepted }: FoundIn, places: Places): ShownIn => ({
  path,
  findings: findings.map((finding) => shownFinding(finding, places)),
  accepted: accepted.map((finding) => shownFinding(finding, places)),
});
