import assert from 'node:assert/strict';
import type { UserData } from '../../../../src/syntax/userData/userData';
import type { Span } from '../../../../src/text/span';

/** What holds for all user data, however broken: spans lie inside the text, and what is letter for letter is so. */
export function assertSoundUserData(userData: UserData, text: string): void {
  const { parts, persistSpan, powershellArguments, powerState, problems } = userData;
  const spans: (Span | undefined)[] = [
    persistSpan,
    powershellArguments?.span,
    powerState?.span,
    ...parts.map(({ origin }) => origin),
    ...problems.map(({ span }) => span),
  ];
  for (const span of spans)
    if (span) assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
  for (const part of parts)
    for (const { inner, outer, length } of part.segments) {
      assert.ok(part.origin.start <= outer && outer + length <= part.origin.end);
      assert.ok(
        part.text.slice(inner, inner + length) === text.slice(outer, outer + length),
        `${inner}..${inner + length} is not ${outer}..${outer + length}`,
      );
    }
}
