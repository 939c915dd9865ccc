import type { Template } from '../pipeline/template/template';
import { templateSubjects } from './workspaceSubjects';

/** The templates of the workspace, one after the other, so that the editor stays free between them. */
export async function* workspaceTemplates(): AsyncGenerator<Template> {
  for await (const subject of templateSubjects()) if (subject.kind === 'template') yield subject.template;
}
