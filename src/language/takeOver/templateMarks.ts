import type { Details } from '../../lint/lintResults';
import { takeOverMarks } from './takeOverMarks';
import type { TakeOverMark } from './takeOverMarks';
import { isSamePath } from '../../text/pathKey';

/** A mark, with the path of the template that it is of where several lead to the file. */
export type TemplateMark = TakeOverMark & { readonly template: string | undefined };

/**
 * Where in a file Packer connects. Of an answer file that no template uses it is not known.
 * @param linted what leads to the file
 */
export function templateMarks(
  linted: readonly Pick<Details, 'subject' | 'pipeline' | 'unreachable'>[],
  path: string,
): TemplateMark[] {
  const leading = linted.flatMap((one) =>
    one.subject.kind === 'template'
      ? [{ template: one.subject.template.path, marks: takeOverMarks(one) }]
      : [],
  );
  return leading.flatMap(({ template, marks }) =>
    marks
      .filter(({ location }) => isSamePath(location.path, path))
      .map((mark) => ({ ...mark, template: leading.length > 1 ? template : undefined })),
  );
}
