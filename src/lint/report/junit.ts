import type { Finding } from '../../rules/finding';
import { printable } from './lines';
import { placer } from './report';
import type { ReportInput } from './report';

/**
 * A report that Jenkins, Azure Pipelines, GitLab and others read as one of tests: a suite for each file, in which an error or
 * a warning is a test that failed, and what is only worth knowing one that passed. Its form is that of
 * https://github.com/jenkinsci/junit-plugin/blob/main/src/main/resources/hudson/tasks/junit/junit-10.xsd (Apache Ant's).
 */
export function junitReport(input: ReportInput): string {
  const place = placer(input);
  const found = new Map<string, Finding[]>(input.files.map((file) => [file, []]));
  for (const finding of input.findings) {
    const inFile = found.get(finding.location.path);
    if (inFile) inFile.push(finding);
    else found.set(finding.location.path, [finding]);
  }
  const suites = [...found].map(([path, findings]) => {
    const { file } = place({ path, span: { start: 0, end: 0 } });
    const name = attribute(file);
    const cases = findings.length ? findings.map((finding) => testCase(finding)) : [passed('no problems')];
    const failures = findings.filter(isFailure).length;
    return [
      `  <testsuite name="${name}" tests="${cases.length}" failures="${failures}" errors="0" skipped="0" time="0">`,
      ...cases,
      '  </testsuite>',
    ].join('\n');

    function testCase(finding: Finding): string {
      const { line, column } = place(finding.location);
      const title = `${finding.rule} at ${line}:${column}`;
      const text = `${file}:${line}:${column}: ${finding.severity}: ${finding.message}`;
      if (!isFailure(finding)) return passed(title, `<system-out>${attribute(text)}</system-out>`);
      const { message, severity } = finding;
      const failure = `<failure type="${severity}" message="${attribute(message)}">${attribute(text)}</failure>`;
      return passed(title, failure);
    }

    function passed(title: string, content = ''): string {
      return `    <testcase classname="${name}" name="${attribute(title)}" time="0">${content}</testcase>`;
    }
  });
  const all = [...found.values()].flat();
  const tests = [...found.values()].reduce((sum, { length }) => sum + Math.max(length, 1), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="boxwright" tests="${tests}" failures="${all.filter(isFailure).length}" time="0">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

const isFailure = ({ severity }: Finding): boolean => severity === 'error' || severity === 'warning';

/** A text in XML 1.0, which takes no control characters: they are spelled out. */
const attribute = (text: string): string =>
  printable(text).replace(/[&<>"\ufffe\uffff]/g, (character) => entities[character] ?? '\ufffd');

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
