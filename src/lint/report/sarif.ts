import { createHash } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding, Fix, RelatedLocation, Severity } from '../../rules/finding';
import type { Rule } from '../../rules/rule';
import type { Location } from '../../text/location';
import type { TextEdit } from '../../text/textEdit';
import { placer } from './report';
import type { Place, ReportInput } from './report';

const repository = 'https://github.com/boxwright/boxwright';

/**
 * The report for code scanning: SARIF 2.1.0 as in https://docs.oasis-open.org/sarif/sarif/v2.1.0/. Files are named
 * from the root of their repository, wherever in it the linter is started.
 * @param rules those that were asked
 */
export function sarifReport(input: ReportInput, rules: readonly Rule[], version: string): string {
  const writer = new Writer({ ...input, cwd: input.sources.rootOf(input.cwd) }, rules);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Boxwright',
            version,
            semanticVersion: version,
            informationUri: repository,
            rules: rules.map(descriptor),
          },
        },
        columnKind: 'utf16CodeUnits',
        // A lone \r ends a line, too, as in editors.
        newlineSequences: ['\r\n', '\n', '\r'],
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
        results: input.findings.map((finding) => writer.result(finding)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const satisfies Record<
  Severity,
  string
>;

function descriptor({ id, severity, summary, fixable }: Rule) {
  const helpUri = `${repository}/blob/main/docs/rules/${id}.md`;
  const fix = fixable ? 'Boxwright can fix many of its findings. ' : '';
  return {
    id,
    shortDescription: { text: summary },
    help: {
      text: `${summary} ${fix}Why it matters and how to fix it: ${helpUri}`,
      markdown: `${summary} ${fix}[Why it matters and how to fix it](${helpUri})`,
    },
    helpUri,
    defaultConfiguration: { level: levels[severity] },
  };
}

class Writer {
  private readonly place: (location: Location) => Place;
  private readonly ruleIndices: ReadonlyMap<string, number>;
  /** How often something was found in equal lines. */
  private readonly equals = new Map<string, number>();

  constructor(
    private readonly input: ReportInput,
    rules: readonly Rule[],
  ) {
    this.place = placer(input);
    this.ruleIndices = new Map(rules.map(({ id }, index) => [id, index]));
  }

  result(finding: Finding) {
    const { rule, severity, message, location, related, fixes } = finding;
    const ruleIndex = this.ruleIndices.get(rule);
    return {
      ruleId: rule,
      ...(ruleIndex !== undefined && { ruleIndex }),
      level: levels[severity],
      message: { text: linked(message, related) },
      locations: [this.location(location)],
      ...(related.length && {
        relatedLocations: related.map((other, index) => ({
          id: index + 1,
          message: { text: other.message },
          ...this.location(other.location),
        })),
      }),
      partialFingerprints: { 'boxwrightLine/v1': this.fingerprint(finding) },
      ...(fixes.length && { fixes: fixes.map((fix) => this.fix(fix)) }),
    };
  }

  private location(location: Location) {
    const place = this.place(location);
    return {
      physicalLocation: { artifactLocation: this.artifact(location.path), region: region(place) },
    };
  }

  private artifact(file: string) {
    const relative = path.relative(this.input.cwd, file);
    // What lies outside of the repository, or on another drive, has no name in it.
    if (relative.startsWith('..') || path.isAbsolute(relative)) return { uri: pathToFileURL(file).href };
    return { uri: relative.split(path.sep).map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
  }

  private fix({ title, edits }: Fix) {
    const files = [...new Set(edits.map((edit) => edit.path))];
    return {
      description: { text: title },
      artifactChanges: files.map((file) => ({
        artifactLocation: this.artifact(file),
        replacements: edits.filter((edit) => edit.path === file).map((edit) => this.replacement(edit)),
      })),
    };
  }

  private replacement({ path: file, span, newText }: TextEdit) {
    return {
      deletedRegion: region(this.place({ path: file, span })),
      ...(newText && { insertedContent: { text: newText } }),
    };
  }

  /** Stays the same when the line moves: made of the rule, the file and the line's text. */
  private fingerprint({ rule, location }: Finding): string {
    const { file } = this.place(location);
    const key = JSON.stringify([rule, file, this.lineAt(location)]);
    const number = this.equals.get(key) ?? 0;
    this.equals.set(key, number + 1);
    const hash = createHash('sha256').update(key).digest('hex').slice(0, 32);
    return `${hash}:${number}`;
  }

  private lineAt({ path: file, span }: Location): string {
    const text = this.input.sources.read(file) ?? '';
    const start =
      Math.max(text.lastIndexOf('\n', span.start - 1), text.lastIndexOf('\r', span.start - 1)) + 1;
    return (/^[^\r\n]*/.exec(text.slice(start))?.[0] ?? '').trim();
  }
}

/** A message with links to the related places, by their ids: some viewers show only those that a text links to. */
function linked(message: string, related: readonly RelatedLocation[]): string {
  const links = related.map((other, index) => `[${other.message.replace(/[\\[\]]/g, '\\$&')}](${index + 1})`);
  return [message, ...links].join(' ');
}

const region = ({ line, column, endLine, endColumn }: Place) => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
});
