import { parseAutoinstall } from '../../../syntax/userData/parseCloudConfig';
import { partText } from '../../../syntax/userData/userData';
import type { Step } from '../timeline';
import { step } from './reading';
import type { Reading } from './reading';

/** What the installer of Ubuntu does. */
export function autoinstallSteps(reading: Reading): Step[] {
  const { text, reader, seed } = reading;
  const found = parseAutoinstall(text.text);
  if (!found) return [step(reading, seed.name, { start: 0, end: 0 })];
  const { early, late, packages, username, shutdown, span } = found;
  const commands = (label: string, parts: typeof early): Step[] =>
    parts.length
      ? [
          step(
            reading,
            label,
            parts[0]?.origin ?? span,
            parts.map((part) =>
              reader.read('shell', partText(text, part), seed.path, text.locate(part.origin)),
            ),
          ),
        ]
      : [];
  return [
    ...commands('early-commands', early),
    ...(username === undefined ? [] : [step(reading, `account ${username}`, span)]),
    ...(packages.length ? [step(reading, `packages: ${packages.join(' ')}`, span)] : []),
    ...commands('late-commands', late),
    step(reading, shutdown ?? 'reboot', span),
  ];
}
