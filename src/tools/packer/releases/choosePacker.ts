/** Which Packer the settings ask for: at most one of the two is not empty. Both empty: the one on PATH. */
export interface PackerChoice {
  readonly path: string;
  readonly version: string;
}

/** What is set in one place; undefined where nothing is. */
export type PackerSettings = {
  readonly [Key in keyof PackerChoice]: unknown;
};

/**
 * Of several places that say which Packer runs, the first one that says anything decides, as always with settings; there
 * a path, which somebody has written by hand, comes before a version.
 * @param places the closest first
 */
export function choosePacker(places: readonly PackerSettings[]): PackerChoice {
  const place = places.find(({ path, version }) => path !== undefined || version !== undefined);
  const [path, version] = [text(place?.path), text(place?.version)];
  return path ? { path, version: '' } : { path: '', version };
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
