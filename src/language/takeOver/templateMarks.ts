import type { Linted } from '../../lint/lintResults';
import { takeOverMarks } from './takeOverMarks';
import type { TakeOverMark } from './takeOverMarks';

/** A mark, with the path of the template that it is of where several lead to the file. */
export type TemplateMark = TakeOverMark & { readonly template: string | undefined };

/**
 * Where in a file Packer connects. Of an answer file that no template uses it is not known.
 * @param linted what leads to the file
 */
export function templateMarks(
  linted: readonly Pick<Linted, 'subject' | 'pipeline'>[],
  path: string,
): TemplateMark[] {
  const leading = linted.flatMap(({ subject, pipeline }) =>
    pipeline && subject.kind === 'template' ? [{ template: subject.template.path, pipeline }] : [],
  );
  return leading.flatMap(({ template, pipeline }) =>
    takeOverMarks(pipeline)
      .filter(({ location }) => location.path === path)
      .map((mark) => ({ ...mark, template: leading.length > 1 ? template : undefined })),
  );
}
