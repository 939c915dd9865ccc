import { isAtLeast } from './packerVersion';

/** How a version of Packer gets packer-dsc. */
export interface DscWay {
  /** The first version of Packer with it. */
  readonly since: string;
  /** The first version without it; undefined: there is none yet. */
  readonly until?: string;
  /** The last release of mefellows/packer-dsc that this Packer loads as it is; undefined: none. */
  readonly release?: string;
  /**
   * What is built: `single` is the program of packer-dsc itself, of which each is one component. `wrapper` is a main of
   * ours around the provisioner, which says a version: no source of it does. Undefined: what it was built of can't be
   * had any more, and a ready program alone will do.
   */
  readonly build?: 'single' | 'wrapper';
  /** `flat`: a file in the plugin folder. `packer`: by `packer plugins install --path`. */
  readonly placing: 'flat' | 'packer';
  /** The name of the file, without .exe. */
  readonly file: string;
  /** What a plugin has to say first; the protocol has the minor number since 1.7. */
  readonly handshake: RegExp;
}

/**
 * Sources: the handshake of each tag of hashicorp/packer (packer/plugin/server.go) and of its plugin SDK, and the
 * discovery of plugins in each; measured with Packer 1.6.6, 1.7.0 and 1.16.0.
 */
export const dscWays: readonly DscWay[] = [
  {
    since: '0.7.0',
    until: '1.5.0',
    release: '0.0.3',
    placing: 'flat',
    file: 'packer-provisioner-dsc',
    handshake: /^4\|[^|]+\|/,
  },
  {
    since: '1.5.0',
    until: '1.7.0',
    release: '0.0.4',
    build: 'single',
    placing: 'flat',
    file: 'packer-provisioner-dsc',
    handshake: /^5\|(unix|tcp)\|/,
  },
  {
    since: '1.7.0',
    until: '1.11.0',
    build: 'wrapper',
    placing: 'flat',
    file: 'packer-plugin-dsc',
    handshake: /^5\|0\|[^|]+\|/,
  },
  {
    since: '1.11.0',
    build: 'wrapper',
    placing: 'packer',
    file: 'packer-plugin-dsc',
    handshake: /^5\|0\|[^|]+\|/,
  },
];

/** @returns undefined for a Packer that is too old for any */
export const dscWay = (version: string): DscWay | undefined =>
  dscWays.find(
    ({ since, until }) => isAtLeast(version, since) && (until === undefined || !isAtLeast(version, until)),
  );
