import type { EmbeddedText } from '../../text/embeddedText';

/**
 * A text of which only Packer fills in parts, as what reads it can take it: lines that are nothing but such a part are
 * comments, of the same length, so that all places stay. Comments begin with the same sign in all that is read so.
 */
export const withoutMarks = (text: EmbeddedText): EmbeddedText => ({
  text: text.text.replace(
    /^[ \t]*(?:\$\{[^{}\n]*\}|%\{[^{}\n]*\})[ \t]*$/gm,
    (line) => `#${' '.repeat(line.length - 1)}`,
  ),
  locate: (span) => text.locate(span),
});
