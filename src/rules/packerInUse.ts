/** The Packer with which a project is built. */
export interface PackerInUse {
  /** Like `1.6.6`. */
  readonly version: string;
  /** The names of the plugins that it loads; undefined where that is not known. */
  readonly plugins?: readonly string[];
  /** By their names, the newest release of each; undefined where that is not known. */
  readonly releases?: Readonly<Record<string, string>>;
}

/** Whether it is known that a Packer has a plugin for dsc steps, or that it has none. */
export const hasDsc = (packer: PackerInUse | undefined): boolean | undefined =>
  packer?.plugins?.includes('dsc');
