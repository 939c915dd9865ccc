import type { Template } from '../../../pipeline/template/template';

/**
 * The template of a path as Packer is given it: see `lint/templateAt.ts`. What reads templates is loaded with the first one.
 * @param path absolute
 * @returns undefined when no template is there
 */
export const templateAt = async (path: string): Promise<Template | undefined> =>
  (await import('./readTemplates')).templateAt(path);
