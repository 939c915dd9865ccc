import type { DscWay } from '../../../pipeline/packer/dscWays';

/** Where packer-dsc comes from. */
export type DscSource =
  /** @property commit its whole id: 40 or 64 hexadecimal digits */
  | { readonly kind: 'git'; readonly url: string; readonly commit: string }
  /** By Go's module proxy. @property version like `v0.0.4` */
  | { readonly kind: 'module'; readonly module: string; readonly version: string }
  /** A folder with a Go module. Absolute. */
  | { readonly kind: 'folder'; readonly path: string }
  /** A program that was built elsewhere, or a zip with one. Absolute. */
  | { readonly kind: 'file'; readonly path: string };

/** The version that our main says: that of the newest tag of the fork. */
export const wrapperVersion = '0.0.5';

/** The address under which Packer keeps it; the last part is what templates call it. */
export const dscAddress = 'github.com/xoap-io/dsc';

/** The commits that were tried, and the same as Go modules. */
export const dscSources: Readonly<
  Record<NonNullable<DscWay['build']>, { readonly git: DscSource; readonly module: DscSource }>
> = {
  single: {
    git: {
      kind: 'git',
      url: 'https://github.com/mefellows/packer-dsc',
      commit: 'eed8188133078fe8f1c5efcc691e4f678324ea80',
    },
    module: { kind: 'module', module: 'github.com/mefellows/packer-dsc', version: 'v0.0.4' },
  },
  wrapper: {
    git: {
      kind: 'git',
      url: 'https://github.com/xoap-io/packer-plugin-dsc',
      commit: '46b882c90810cd67c3dd751212eadaece98f6352',
    },
    module: { kind: 'module', module: 'github.com/xoap-io/packer-plugin-dsc', version: 'v0.0.5' },
  },
};

/** https, ssh, a folder: what can be encrypted or is here. Others can run programs (`ext::`) or be changed on the way. */
export const isGitUrl = (text: string): boolean =>
  /^(https:\/\/[^\s/]+\/\S+|ssh:\/\/[^\s/-]\S*\/\S+|file:\/\/\/\S+|[\w.]+@[\w.][\w.-]*:\S+)$/.test(text);

export const isCommit = (text: string): boolean => /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(text);

/** @param text like `github.com/mefellows/packer-dsc@v0.0.4` */
export function moduleSource(text: string): DscSource | undefined {
  const [, module, version] = /^([a-z0-9][\w.-]*\.[\w.-]+(?:\/[\w.~-]+)+)@(v\d[\w.+-]*)$/i.exec(text) ?? [];
  return module === undefined || version === undefined ? undefined : { kind: 'module', module, version };
}
