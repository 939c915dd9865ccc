import { isOfConfiguration } from '../lint/configuration/lintConfigurationFile';
import { notCheckedId } from '../lint/notChecked';
import type { Threshold } from '../lint/configuration/layer';
import { severities } from '../rules/finding';
import type { Finding } from '../rules/finding';

/** When a lint fails. */
export interface Limits {
  /** The least severity that fails, of a finding in a file. */
  readonly failOn: (file: string) => Threshold;
  /** How many warnings are allowed; undefined for any number. */
  readonly maxWarnings: number | undefined;
  /** Whether what is not known in a configuration is an error, too, which a newer version may know. */
  readonly strictConfig: boolean;
}

/**
 * The exit code: 2 where not all was checked, or not as it is configured, as there is no telling then whether there are
 * findings; 1 where findings fail; else 0.
 */
export function verdict(findings: readonly Finding[], limits: Limits): 0 | 1 | 2 {
  const ofConfiguration = findings.filter(isOfConfiguration);
  const others = findings.filter((finding) => !isOfConfiguration(finding));
  const spoils = ({ severity }: Finding) =>
    severity === 'error' || (limits.strictConfig && severity === 'warning');
  if (ofConfiguration.some(spoils) || others.some(({ rule }) => rule === notCheckedId)) return 2;
  const warnings = others.filter(({ severity }) => severity === 'warning').length;
  const isTooMany = limits.maxWarnings !== undefined && warnings > limits.maxWarnings;
  return isTooMany || others.some((finding) => fails(finding, limits.failOn(finding.location.path))) ? 1 : 0;
}

const fails = ({ severity }: Finding, threshold: Threshold): boolean =>
  threshold !== 'never' && severities.indexOf(severity) <= severities.indexOf(threshold);
