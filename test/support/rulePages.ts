import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stylishReport } from '../../src/lint/report/stylish';
import type { Finding } from '../../src/rules/finding';
import { counted } from '../../src/words/plural';
import type { Rule } from '../../src/rules/rule';
import { memoryFiles } from './memoryFiles';
import { lintProject } from './ruleTests';
import type { Project } from './ruleTests';

/** An example on a rule's page. */
export interface Example {
  /** By absolute path, as `lintProject` takes them. */
  readonly files: Project;
  /** Behind its last block, as an offset into the page. */
  readonly end: number;
}

/** The folder of the rules' pages. */
export const pagesFolder = path.join(REPO_ROOT, 'docs', 'rules');

export const readPage = (id: string): string => readFileSync(path.join(pagesFolder, `${id}.md`), 'utf8');

/**
 * The examples of a section: its blocks with a file's name (```json windows.json). A name that is used again begins the
 * next example.
 */
export function examplesIn(page: string, section: 'Bad' | 'Good'): readonly Example[] {
  const start = page.indexOf(`\n## ${section}\n`);
  if (start < 0) return [];
  const end = page.indexOf('\n## ', start + 1);
  const text = page.slice(start, end < 0 ? undefined : end);
  const found: { files: Record<string, string>; end: number }[] = [];
  for (const block of text.matchAll(/^```\w+ (\S+)\n([^]*?)^```$/gm)) {
    const [all, name, shown = ''] = block;
    // A carriage return can't be seen, so pages show it.
    const content = shown.replaceAll('␍', '\r');
    const file = `/project/${name}`;
    const blockEnd = start + block.index + all.length;
    const last = found.at(-1);
    if (last && !(file in last.files)) {
      last.files[file] = content;
      last.end = blockEnd;
    } else found.push({ files: { [file]: content }, end: blockEnd });
  }
  return found;
}

/** What a rule finds in an example. */
export async function findingsOf(id: string, { files }: Example): Promise<readonly Finding[]> {
  // Whether a comment suppresses anything is known only when the other rules are asked, too.
  if (id === 'unused-suppression')
    return (await lintProject(files)).filter(({ rule }) => rule === 'unused-suppression');
  return lintProject(files, id);
}

/**
 * A rule's page with the parts that are generated: the summary, which follows the title, since when there is the rule, the grades of its fixes, and below each bad example what
 * `boxwright lint` prints for it.
 */
export async function regenerated(rule: Rule, page: string): Promise<string> {
  const { id, summary, fixes, since, preview } = rule;
  let text = page
    .replace(/^# .*\n\n.*\n/, () => `# ${id}\n\n${summary}\n`)
    .replace(
      /^(Default severity: \w+\.)(?: Since [\d.]+(?: \(preview\))?\.)?/m,
      `$1 Since ${since}${preview ? ' (preview)' : ''}.`,
    )
    .replace(/\n\n(?:In \d+ public repositories, |Not found in any of ).*(?=\n)/, '')
    .replace(/(?<=^Default severity: .*)$/m, measuredLine(id))
    .replace(/\bQuick fix(?: \([^)]*\))?: (?!none)/, `Quick fix (${fixes.join(' or ')}): `)
    .replace(/\n\n<!-- findings -->\n```text\n[^]*?\n```(?=\n)/g, '');
  for (const example of [...examplesIn(text, 'Bad')].reverse()) {
    const block = `\n\n<!-- findings -->\n\`\`\`text\n${await printed(id, example)}\n\`\`\``;
    text = text.slice(0, example.end) + block + text.slice(example.end);
  }
  return text;
}

interface Measured {
  /** Of the measurement, like `2026-11-29`. */
  readonly date: string;
  readonly repositories: number;
  /** Distinct errors and warnings that were read one by one, by the id of their rule. */
  readonly rules: Readonly<
    Record<string, { readonly true?: number; readonly arguable?: number; readonly false?: number }>
  >;
}

/** What a rule has found in public repositories when that was read last; see the corpus in docs/testing.md. */
function measuredLine(id: string): string {
  const { date, repositories, rules } = JSON.parse(
    readFileSync(path.join(REPO_ROOT, 'docs', 'measured.json'), 'utf8'),
  ) as Measured;
  const found = rules[id];
  if (!found) return '';
  const { true: right = 0, arguable = 0, false: wrong = 0 } = found;
  const all = right + arguable + wrong;
  if (!all) return `\n\nNot found in any of ${repositories} public repositories (${date}).`;
  const notes = [...(arguable ? [`${arguable} arguable`] : []), `${wrong || 'none'} wrong`];
  return `\n\nIn ${repositories} public repositories, ${counted(all, 'finding')}: ${notes.join(', ')} (${date}).`;
}

async function printed(id: string, example: Example): Promise<string> {
  const findings = await findingsOf(id, example);
  const input = { findings, files: [], sources: memoryFiles(example.files, '/project'), cwd: '/project' };
  const report = stylishReport(input, false, 100);
  // The last line counts the findings.
  return report.slice(0, report.lastIndexOf('\n\n'));
}
