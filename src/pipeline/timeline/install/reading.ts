import type { EmbeddedText } from '../../../text/embeddedText';
import type { Span } from '../../../text/span';
import type { InnerText } from '../../../syntax/seeds/installerDeeds';
import type { Seed } from '../../seed/seed';
import type { ScriptReader } from '../scriptReader';
import type { Step, StepScript } from '../timeline';

/** A seed with its text, and what reads its scripts. */
export interface Reading {
  readonly seed: Seed;
  readonly text: EmbeddedText;
  readonly reader: ScriptReader;
}

export const stepOf = (label: string, location: Step['location']): Omit<Step, 'scripts'> => ({
  phase: 'install',
  label,
  location,
  inOrder: true,
});

export const step = (
  { text }: Reading,
  label: string,
  span: Span,
  scripts: readonly StepScript[] = [],
): Step => ({
  ...stepOf(label, text.locate(span)),
  scripts,
});

/** A stretch of the seed that a shell runs. */
export const scriptAt = (reading: Reading, span: Span): StepScript =>
  innerScript(
    reading,
    {
      text: reading.text.text.slice(span.start, span.end),
      outer: (part) => ({ start: span.start + part.start, end: span.start + part.end }),
    },
    span,
  );

/** A text inside the seed that a shell runs. */
export const innerScript = ({ text, reader, seed }: Reading, inner: InnerText, reference: Span): StepScript =>
  reader.read(
    'shell',
    { text: inner.text, locate: (span) => text.locate(inner.outer(span)) },
    seed.path,
    text.locate(reference),
  );
