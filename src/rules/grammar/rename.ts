import type { Template } from '../../pipeline/template/template';
import type { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
import type { Fix } from '../finding';

/** Writes the word that was probably meant; none where there is no such word. */
export const rename = (
  { files }: Pick<Template, 'files'>,
  { path }: SourceText,
  span: Span,
  meant: string | undefined,
): Fix[] =>
  meant === undefined || !files.some((file) => file.path === path)
    ? []
    : [{ title: `Change to '${meant}'`, applicability: 'unsafe', edits: [{ path, span, newText: meant }] }];
