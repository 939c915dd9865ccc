import type { EmbeddedText } from '../../text/embeddedText';
import type { Span } from '../../text/span';

/** One thing that an installer is told to do. */
export type InstallerDeed =
  | { readonly kind: 'account'; readonly name: string; readonly span: Span }
  | { readonly kind: 'packages'; readonly names: readonly string[]; readonly span: Span }
  | {
      readonly kind: 'script';
      /** When it runs, in the words of the installer: `post-scripts`. */
      readonly name: string;
      /** Undefined where it stands elsewhere, or a shell is not what runs it. */
      readonly text: InnerText | undefined;
      readonly span: Span;
    }
  | { readonly kind: 'services'; readonly names: readonly string[]; readonly span: Span }
  | { readonly kind: 'end'; readonly name: 'reboot' | 'poweroff'; readonly span: Span };

/** A text inside another one; its places are those of the other. */
export interface InnerText extends Omit<EmbeddedText, 'locate'> {
  outer(span: Span): Span;
}
