import path from 'node:path';
import { isTrue, setting } from '../../../pipeline/value';
import type { MapValue } from '../../../pipeline/value';

/** What credentials are looked for in: whether something is there, and never what it is. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The home folder; absolute. */
  readonly home: string;
  exists(file: string): boolean;
}

/** Where the credentials of a cloud can be. */
export interface CredentialRow {
  readonly of: 'aws' | 'azureCli';
  readonly builders: RegExp;
  /** Whether a builder takes them from there. */
  readonly needed: (source: MapValue) => boolean;
  /** Settings of a builder that give them. */
  readonly settings: readonly string[];
  /** Variables of the environment that give them, or say where they are. */
  readonly variables: readonly string[];
  readonly files: (around: Surroundings) => readonly string[];
  readonly source: string;
}

export const credentialRows: readonly CredentialRow[] = [
  {
    of: 'aws',
    builders: /^amazon-/,
    needed: (source) => !isTrue(setting(source, 'skip_credential_validation')),
    settings: ['access_key', 'profile', 'shared_credentials_file', 'assume_role', 'vault_aws_engine'],
    variables: [
      'AWS_ACCESS_KEY_ID',
      'AWS_ACCESS_KEY',
      'AWS_PROFILE',
      'AWS_DEFAULT_PROFILE',
      'AWS_WEB_IDENTITY_TOKEN_FILE',
      'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
      'AWS_CONTAINER_CREDENTIALS_FULL_URI',
      'AWS_ROLE_ARN',
    ],
    files: ({ env, home }) => [
      env['AWS_SHARED_CREDENTIALS_FILE'] || path.join(home, '.aws', 'credentials'),
      env['AWS_CONFIG_FILE'] || path.join(home, '.aws', 'config'),
    ],
    source:
      'https://developer.hashicorp.com/packer/integrations/hashicorp/amazon#authentication; docs.aws.amazon.com/cli/latest/reference',
  },
  {
    of: 'azureCli',
    builders: /^azure-/,
    needed: (source) => isTrue(setting(source, 'use_azure_cli_auth')),
    settings: [],
    variables: [],
    files: ({ env, home }) => [
      path.join(env['AZURE_CONFIG_DIR'] || path.join(home, '.azure'), 'azureProfile.json'),
    ],
    source:
      'https://learn.microsoft.com/cli/azure/azure-cli-configuration, "CLI configuration values and environment variables"',
  },
];

/** Where HCP's credentials are, without which a template that publishes to HCP Packer ends before it builds. */
const hcpCredentials = {
  variables: ['HCP_CLIENT_ID', 'HCP_CLIENT_SECRET'],
  files: ({ env, home }: Surroundings): string[] => [
    ...(env['HCP_CRED_FILE'] ? [env['HCP_CRED_FILE']] : []),
    path.join(home, '.config', 'hcp', 'cred_file.json'),
  ],
  source: 'https://github.com/hashicorp/packer/blob/main/internal/hcp/env/env.go, HasHCPAuth',
} as const;

/** Whether Packer would end for want of HCP's credentials. @param publishes whether the template says that it publishes */
export function lacksHcp(publishes: boolean, around: Surroundings): boolean {
  const { env } = around;
  const registry = env['HCP_PACKER_REGISTRY'];
  // Any value but these turns it on, also an empty one. Source: the same file.
  if (/^(off|0)$/i.test(registry ?? '')) return false;
  if (!publishes && !env['HCP_PACKER_BUCKET_NAME'] && registry === undefined) return false;
  return (
    !hcpCredentials.variables.every((name) => env[name]) &&
    !hcpCredentials.files(around).some((file) => around.exists(file))
  );
}
