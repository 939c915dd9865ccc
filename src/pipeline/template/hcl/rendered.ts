/** The text of a template, with its values put in as far as they are known. */
export interface Rendered {
  readonly text: string;
  /** True where parts stand as they are written, because their value is not known. */
  readonly partial: boolean;
  readonly sensitive: boolean;
}
