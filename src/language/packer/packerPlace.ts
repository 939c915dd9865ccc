import type { PackerFacts } from '../../pipeline/schema/component';
import type { GivenValues } from '../../pipeline/template/readTemplate';
import type { Template } from '../../pipeline/template/template';
import type { FileSource } from '../../text/fileSource';
import type { SourceText } from '../../text/sourceText';

/** A file of an HCL2 template, or one that sets variables of templates, with all that can be asked about it. */
export interface PackerFile {
  readonly source: SourceText;
  /** Those that it is part of, or whose variables it sets. */
  readonly templates: readonly Template[];
  readonly files: FileSource;
  /** The Packer that builds, where it is known. */
  readonly packer: PackerFacts | undefined;
  /** The values that a template is given. */
  readonly valuesOf: (template: Template) => GivenValues;
  /** The folder in which Packer is started. */
  readonly baseOf: (template: Template) => string;
}

/** A place in it. */
export interface PackerPlace extends PackerFile {
  readonly offset: number;
}
