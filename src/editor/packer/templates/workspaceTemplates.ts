import { subjectGlobs } from '../../../lint/subjectGlobs';
import type { Template } from '../../../pipeline/template/template';
import { filesByPattern } from '../../workspaceFiles';

/** The templates of the workspace, one after the other, so that the editor stays free between them. */
export async function* workspaceTemplates(): AsyncGenerator<Template> {
  const { readTemplatesOf } = await import('./readTemplates');
  for await (const files of filesByPattern(subjectGlobs.templates)) yield* readTemplatesOf(files);
}
