// Verdicts on findings, by what they say and where, whatever the line: an edit above them changes nothing.

/**
 * @typedef {{ folder: string, rule: string, file: string, message: string, verdict?: string | undefined }} Kept
 * @typedef {Kept & { severity: string, line?: number }} Claim
 */

const verdicts = ['true', 'arguable', 'false'];

const keyOf = ({ folder, rule, file, message }) =>
  [folder, rule, file, message.replace(/\s+/g, ' ')].join('\t');

/**
 * Of a list with tabs between verdict, folder, rule, file and message; other lines are remarks.
 * @param {string} text
 * @returns {Kept[]}
 */
export const readVerdicts = (text) =>
  text.split(/\r?\n/).flatMap((line) => {
    const [verdict, folder, rule, file, ...message] = line.split('\t');
    return verdicts.includes(verdict) && message.length > 0
      ? [{ verdict, folder, rule, file: file.replace(/:\d+$/, ''), message: message.join('\t') }]
      : [];
  });

/**
 * As it stands in the list; the line in the file helps to find it.
 * @param {Kept & { line?: number }} claim
 * @returns {string}
 */
export const verdictLine = ({ verdict = '?', folder, rule, file, line, message }) =>
  [verdict, folder, rule, line ? `${file}:${line}` : file, message.replace(/\s+/g, ' ')].join('\t');

/**
 * @param {Claim[]} claims
 * @param {Kept[]} kept
 * @param {Set<string>} folders those that were linted; what is kept of others is not gone
 * @returns {{ judged: Claim[], gone: Kept[] }} what was found, with its verdict where there is one, and what is kept and
 * was not found
 */
export function compare(claims, kept, folders) {
  const known = new Map(kept.map((one) => [keyOf(one), one.verdict]));
  const found = new Set(claims.map(keyOf));
  return {
    judged: claims.map((claim) => ({ ...claim, verdict: known.get(keyOf(claim)) })),
    gone: kept.filter((one) => folders.has(one.folder) && !found.has(keyOf(one))),
  };
}

/**
 * A table: of each rule and severity how many there are, and what was said of them.
 * @param {Claim[]} judged
 * @returns {string[]}
 */
export function countByRule(judged) {
  const kindOf = ({ rule, severity }) => `${severity} ${rule}`;
  const cells = [...new Set(judged.map(kindOf))].sort().map((name) => {
    const claims = judged.filter((claim) => kindOf(claim) === name);
    const count = (wanted) => claims.filter(({ verdict }) => verdict === wanted).length;
    return [name, claims.length, ...verdicts.map(count), count(undefined)];
  });
  const sums = [1, 2, 3, 4, 5].map((column) => cells.reduce((sum, row) => sum + Number(row[column]), 0));
  const table = [['', 'all', ...verdicts, 'open'], ...cells, ['all', ...sums]];
  return table.map(([name, ...numbers]) =>
    [String(name).padEnd(44), ...numbers.map((one) => String(one).padStart(9))].join(''),
  );
}
