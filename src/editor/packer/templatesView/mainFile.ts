import type { TemplateOutline } from '../../../analysis/protocol';
import type { Template } from '../../../pipeline/template/template';

/** The file that is opened for a template: of an HCL2 one, that in which its first build stands. Absolute. */
export const mainFile = ({ path, files, builds }: Template | TemplateOutline): string =>
  builds[0]?.typeLocation.path ?? files[0]?.path ?? path;
