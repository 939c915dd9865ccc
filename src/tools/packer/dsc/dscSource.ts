import type { DscWay } from '../../../pipeline/packer/dscWays';

/** Where packer-dsc comes from. */
export type DscSource =
  /** One commit of a repository. @property commit its whole id: 40 or 64 hexadecimal digits */
  | { readonly kind: 'git'; readonly url: string; readonly commit: string }
  /** A folder with a Go module. Absolute. */
  | { readonly kind: 'folder'; readonly path: string }
  /** A program that was built elsewhere, or a zip with one. Absolute. */
  | { readonly kind: 'file'; readonly path: string };

/** The version that our main says: that of the newest tag of the fork. */
export const wrapperVersion = '0.0.5';

/** The address under which Packer keeps it; the last part is what templates call it. */
export const dscAddress = 'github.com/xoap-io/dsc';

/** The commits that were tried. */
export const dscSources: Readonly<Record<NonNullable<DscWay['build']>, Extract<DscSource, { kind: 'git' }>>> =
  {
    single: {
      kind: 'git',
      url: 'https://github.com/mefellows/packer-dsc',
      commit: 'eed8188133078fe8f1c5efcc691e4f678324ea80',
    },
    wrapper: {
      kind: 'git',
      url: 'https://github.com/xoap-io/packer-plugin-dsc',
      commit: '46b882c90810cd67c3dd751212eadaece98f6352',
    },
  };
