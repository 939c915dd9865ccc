import { outlineOf } from '../../src/analysis/outline';
import { Places } from '../../src/analysis/places';
import type { TemplateOutline } from '../../src/analysis/protocol';
import { readPipeline } from '../../src/pipeline/pipeline';
import type { Pipeline } from '../../src/pipeline/pipeline';
import { readTemplate } from '../../src/pipeline/template/readTemplate';
import type { Template } from '../../src/pipeline/template/template';
import type { Finding } from '../../src/rules/finding';
import { lintTemplate } from '../../src/lint/lintTemplate';
import { Projects } from '../../src/lint/project';
import { memoryFiles } from './memoryFiles';

/** Files to put beside a template: path to text. */
export type Files = Readonly<Record<string, string>>;

/** Reads a JSON template that stands at /project/template.json. @throws Error when it is none */
export function templateOf(json: unknown, files: Files = {}): Template {
  const text = typeof json === 'string' ? json : JSON.stringify(json, null, 2);
  const template = readTemplate(
    '/project/template.json',
    memoryFiles({ ...files, '/project/template.json': text }),
  );
  if (!template) throw new Error('This is no template.');
  return template;
}

/** What the analysis tells of a template. */
export const outlined = (template: Template): TemplateOutline =>
  outlineOf(
    template,
    template.folder,
    new Places(memoryFiles(Object.fromEntries(template.files.map(({ path, text }) => [path, text])))),
  );

/** The pipeline of a JSON template at /project/template.json. */
export function pipelineOf(json: unknown, files: Files = {}): Pipeline {
  const template = templateOf(json, files);
  return readPipeline(
    template,
    memoryFiles({ ...files, '/project/template.json': template.files[0]?.text ?? '' }),
  );
}

export interface FoundText extends Pick<Finding, 'rule' | 'severity' | 'message' | 'fixes'> {
  /** What stands at the place of the finding. */
  readonly at: string;
  readonly path: string;
}

/**
 * Lints a JSON template at /project/template.json; each finding with the text at its place.
 * @param root the folder of the project
 */
export function lint(json: unknown, files: Files = {}, rule?: string, root = '/'): FoundText[] {
  const template = templateOf(json, files);
  const all: Files = { ...files, '/project/template.json': template.files[0]?.text ?? '' };
  return lintTemplate(template, new Projects(memoryFiles(all, root)).ofFolder(template.folder))
    .findings.filter((finding) => rule === undefined || finding.rule === rule)
    .map(({ location: { path, span }, ...finding }) => ({
      ...finding,
      path,
      at: (all[path] ?? '').slice(span.start, span.end),
    }));
}
