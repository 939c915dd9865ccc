import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding, Fix, RelatedLocation, Severity } from '../../rules/finding';
import type { Rule } from '../../rules/rule';
import type { Location } from '../../text/location';
import type { TextEdit } from '../../text/textEdit';
import { isOfConfiguration } from '../configuration/lintConfigurationFile';
import type { SuppressedFinding } from '../applySuppressions';
import { byPlace } from '../byPlace';
import { notCheckedId } from '../notChecked';
import { Fingerprints } from '../fingerprints';
import { jsonText, printable } from './lines';
import { repository, ruleUrl } from './links';
import { allFound, placer } from './report';
import type { Place, ReportInput } from './report';
import { isSamePath } from '../../text/pathKey';
import { PathSet } from '../../text/pathMap';

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
            rules: rules.map((rule) => descriptor(rule, version)),
          },
        },
        invocations: [writer.invocation()],
        columnKind: 'utf16CodeUnits',
        // A lone \r ends a line, too, as in editors.
        newlineSequences: ['\r\n', '\n', '\r'],
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
        results: writer.results(),
      },
    ],
  };
  return jsonText(log);
}

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const satisfies Record<
  Severity,
  string
>;

function descriptor({ id, severity, summary, fixes, category, since }: Rule, version: string) {
  const helpUri = ruleUrl(id, version);
  const fix = fixes.length ? 'Boxwright can fix many of its findings. ' : '';
  return {
    id,
    shortDescription: { text: summary },
    help: {
      text: `${summary} ${fix}Why it matters and how to fix it: ${helpUri}`,
      markdown: `${summary} ${fix}[Why it matters and how to fix it](${helpUri})`,
    },
    helpUri,
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: [category], since },
  };
}

class Writer {
  private readonly place: (location: Location) => Place;
  private readonly ruleIndices: ReadonlyMap<string, number>;
  private readonly fingerprints: Fingerprints;

  constructor(
    private readonly input: ReportInput,
    rules: readonly Rule[],
  ) {
    this.place = placer(input);
    this.fingerprints = new Fingerprints(input.sources, input.cwd, allFound(input));
    this.ruleIndices = new Map(rules.map(({ id }, index) => [id, index]));
  }

  /** How the lint itself went: what was not checked, and what is wrong with its configuration. */
  invocation() {
    const { findings } = this.input;
    const configuration = findings.filter(isOfConfiguration);
    const unchecked = findings.filter(({ rule }) => rule === notCheckedId);
    return {
      executionSuccessful: ![...configuration, ...unchecked].some(({ severity }) => severity === 'error'),
      ...(configuration.length && {
        toolConfigurationNotifications: configuration.map((finding) => this.notification(finding)),
      }),
      ...(unchecked.length && {
        toolExecutionNotifications: unchecked.map((finding) => this.notification(finding)),
      }),
    };
  }

  private notification({ rule, severity, message, location }: Finding) {
    return {
      descriptor: { id: rule },
      level: levels[severity],
      message: { text: plain(message) },
      locations: [this.location(location)],
    };
  }

  /** All that was found in what is linted, also what comments or lists of accepted findings suppress. */
  results() {
    const suppressed = new Map(this.input.suppressed?.map((one) => [one.finding, one]));
    return allFound(this.input)
      .filter((finding) => !isOfConfiguration(finding))
      .sort(byPlace)
      .map((finding) => this.result(finding, suppressed.get(finding)));
  }

  private result(finding: Finding, suppressed: SuppressedFinding | undefined) {
    const { rule, severity, message, location, related, fixes } = finding;
    const ruleIndex = this.ruleIndices.get(rule);
    // SARIF is uploaded.
    const open = fixes.filter(({ confidential }) => !confidential);
    return {
      ruleId: rule,
      ...(ruleIndex !== undefined && { ruleIndex }),
      level: levels[severity],
      message: { text: linked(message, related) },
      locations: [this.location(location)],
      ...(related.length && {
        relatedLocations: related.map((other, index) => ({
          id: index + 1,
          message: { text: plain(other.message) },
          ...this.location(other.location),
        })),
      }),
      partialFingerprints: { 'boxwrightLine/v1': this.fingerprints.of(finding) },
      ...(open.length && { fixes: open.map((fix) => this.fix(fix)) }),
      ...(this.input.isSince && { baselineState: suppressed?.by === 'since' ? 'unchanged' : 'new' }),
      ...(suppressed && suppressed.by !== 'since' && { suppressions: [suppression(suppressed)] }),
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
    return { uri: relative.split(path.sep).map(encoded).join('/'), uriBaseId: '%SRCROOT%' };
  }

  private fix({ title, applicability, edits }: Fix) {
    const files = [...new PathSet(edits.map((edit) => edit.path))];
    return {
      description: { text: plain(title) },
      properties: { applicability },
      artifactChanges: files.map((file) => ({
        artifactLocation: this.artifact(file),
        replacements: edits
          .filter((edit) => isSamePath(edit.path, file))
          .map((edit) => this.replacement(edit)),
      })),
    };
  }

  private replacement({ path: file, span, newText }: TextEdit) {
    return {
      deletedRegion: region(this.place({ path: file, span })),
      ...(newText && { insertedContent: { text: newText } }),
    };
  }
}

const suppression = ({ by, reason }: SuppressedFinding) => ({
  kind: by === 'comment' ? 'inSource' : 'external',
  ...(reason !== undefined && { justification: printable(reason) }),
});

/** Windows allows halves of surrogate pairs in names; URIs do not. */
const encoded = (name: string): string =>
  encodeURIComponent(
    name.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'),
  );

/**
 * A text that is only looked at: what is no text in it is spelled out, and its brackets begin no link, as 3.11.6 of SARIF
 * says. Where they would not, they stay as they are, as not all viewers take the backslashes away.
 */
function plain(text: string): string {
  const shown = printable(text);
  const links = shown.includes('](') || shown.lastIndexOf('[') > shown.lastIndexOf(']');
  return links ? escapeBrackets(shown) : shown;
}

const escapeBrackets = (text: string): string => text.replace(/[\\[\]]/g, '\\$&');

/** A message with links to the related places, by their ids: some viewers show only those that a text links to. */
function linked(message: string, related: readonly RelatedLocation[]): string {
  const links = related.map((other, index) => `[${escapeBrackets(printable(other.message))}](${index + 1})`);
  return [plain(message), ...links].join(' ');
}

const region = ({ line, column, endLine, endColumn }: Place) => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
});
