import { isAtLeast } from './packerVersion';

/**
 * What a Packer can do, by the first version that can and, where it was taken away, the first that can't any more.
 * Source: CHANGELOG.md and the tags of hashicorp/packer.
 */
const versions = {
  /** `-on-error=run-cleanup-provisioner`. */
  runCleanupProvisioner: ['1.6.1'],
  /** `error-cleanup-provisioner` in HCL2 templates. */
  hclCleanupProvisioner: ['1.7.0'],
  convert: ['1.6.2'],
  format: ['1.6.6'],
  /** `packer init`, for HCL2 templates. */
  init: ['1.7.0'],
  /** `packer plugins`. */
  plugins: ['1.8.0'],
  /** `packer plugins install --path`. */
  pluginFromFile: ['1.10.0'],
  /** `packer plugins remove` of a file, by its path. */
  pluginRemoveByPath: ['1.11.0'],
  /** Builders, provisioners and post-processors other than those of the core are built in. */
  bundledPlugins: ['0.0.0', '1.10.0'],
  /** `-use-sequential-evaluation`. */
  sequentialEvaluation: ['1.12.0'],
} as const satisfies Record<string, readonly [since: string, until?: string]>;

export type Capability = keyof typeof versions;

/** What a Packer can do. */
export type Capabilities = Readonly<Record<Capability, boolean>>;

/**
 * @param version like `1.6.6` or `1.14.0-dev`, which counts as 1.14.0; undefined for one that does not tell it, which
 * is taken for the newest
 */
export function capabilities(version: string | undefined): Capabilities {
  const reaches = (limit: string) => version === undefined || isAtLeast(version, limit);
  const can = ([since, until]: readonly [string, string?]) =>
    reaches(since) && (until === undefined || !reaches(until));
  return Object.fromEntries(
    Object.entries<readonly [string, string?]>(versions).map(([name, range]) => [name, can(range)]),
  ) as Capabilities;
}

/** The first version with something, to be told to the user. */
export const sinceVersion = (capability: Capability): string => versions[capability][0];
