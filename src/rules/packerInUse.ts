/** The Packer with which a project is built. */
export interface PackerInUse {
  /** Like `1.6.6`. */
  readonly version: string;
  /** The names of the plugins that it loads; undefined where that is not known. */
  readonly plugins?: readonly string[];
  /** The releases of those with an address, by that in lower case; undefined where they are not known. */
  readonly releases?: Readonly<Record<string, readonly string[]>>;
}

/** Whether it is known that a Packer has a plugin for dsc steps, or that it has none. */
export const hasDsc = (packer: PackerInUse | undefined): boolean | undefined =>
  packer?.plugins?.includes('dsc');
