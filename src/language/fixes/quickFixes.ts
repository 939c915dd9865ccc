import { isAcceptable } from '../../lint/acceptFindings';
import { bulkFix, editsOf } from '../../lint/applyFixes';
import { Projects } from '../../lint/project';
import type { Finding } from '../../rules/finding';
import type { FileSource } from '../../text/fileSource';
import type { TextEdit } from '../../text/textEdit';
import { fill } from '../messages';
import type { Messages } from '../messages';
import { disableForLine, disableInFile } from './writeSuppression';
import { turnOff } from './turnOff';

/** Something that ends a finding. */
export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly finding: Finding;
  /** It changes what was found; others only silence it. */
  readonly mends: boolean;
  /** It is the best one of its finding. */
  readonly isPreferred: boolean;
}

/** What is asked about. */
interface Asked {
  /** The findings of one file that are to be ended. */
  readonly findings: readonly Finding[];
  /** All of that file. */
  readonly inFile: readonly Finding[];
  readonly files: FileSource;
}

/** What fixes some findings, and what suppresses them. */
export function quickFixes({ findings, inFile, files }: Asked, messages: Messages): QuickFix[] {
  const fixing = findings.flatMap((finding) =>
    finding.fixes.map(({ title, edits }, index) => ({
      title,
      edits,
      finding,
      mends: true,
      isPreferred: index === 0,
    })),
  );
  // What is said of a rule is offered once, however many of its findings stand here.
  const rules = [...new Map(findings.map((finding) => [finding.rule, finding])).values()];
  const others = rules.flatMap((finding) =>
    [
      ...fixAllOf(finding, inFile, messages).map((offer) => ({ ...offer, mends: true })),
      ...suppress(finding, files, messages).map((offer) => ({ ...offer, mends: false })),
    ].map((offer) => ({ ...offer, finding, isPreferred: false })),
  );
  return [...fixing, ...others];
}

type Offer = Pick<QuickFix, 'title' | 'edits'>;

/** Where there are several that change only what has one right form; others are looked at one by one. */
function fixAllOf({ rule }: Finding, inFile: readonly Finding[], messages: Messages): Offer[] {
  const fixable = inFile.filter((other) => other.rule === rule && bulkFix(other, 'safe'));
  return fixable.length < 2
    ? []
    : [{ title: fill(messages.fixAllOf, rule), edits: editsOf(fixable, 'safe') }];
}

function suppress(finding: Finding, files: FileSource, messages: Messages): Offer[] {
  const { rule, location } = finding;
  // A comment that switches nothing off is not silenced by another one; what is no rule nobody turns off.
  if (rule === 'unused-suppression' || !isAcceptable(finding)) return [];
  const { path, span } = location;
  const text = files.read(path) ?? '';
  const line = disableForLine(path, text, span.start, rule);
  const file = disableInFile(path, text, rule);
  const project = file ? [] : turnOff(path, rule, new Projects(files).ofFile(path));
  return [
    ...(line ? [{ title: fill(messages.disableForLine, rule), edits: [line] }] : []),
    ...(file ? [{ title: fill(messages.disableInFile, rule), edits: [file] }] : []),
    ...(project.length ? [{ title: fill(messages.turnOff, rule), edits: project }] : []),
  ];
}
