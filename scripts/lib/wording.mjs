/**
 * @typedef {object} Avoided a word that texts for users should not contain
 * @property {string} found
 * @property {string} instead what to write
 * @property {number} index where it begins in the text
 */

/**
 * The words to avoid of docs/glossary.md.
 * @param {string} glossary the text of that page
 * @returns {{ pattern: RegExp, instead: string }[]}
 * @throws Error when the table is not found, because then nothing would be checked
 */
export function readAvoided(glossary) {
  const table = glossary.split('\n| Avoid | Write |\n|---|---|\n')[1]?.split('\n\n')[0];
  if (!table) throw new Error("docs/glossary.md has no table '| Avoid | Write |'.");
  return table
    .trim()
    .split('\n')
    .flatMap((row) => {
      const [, avoided = '', instead = ''] = row.split(/(?<!\\)\|/);
      return [...avoided.matchAll(/`([^`]+)`/g)].map(([, source]) => ({
        // In a table of Markdown, `|` is written with a backslash.
        pattern: new RegExp(`(?<![\\w-])${source.replaceAll('\\|', '|')}(?![\\w-])`, 'gi'),
        instead: instead.trim(),
      }));
    });
}

/**
 * @param {string} text
 * @param {ReturnType<typeof readAvoided>} avoided
 * @returns {Avoided[]} in the order of the text
 */
export function findAvoided(text, avoided) {
  return avoided
    .flatMap(({ pattern, instead }) =>
      [...text.matchAll(pattern)].map(({ 0: found, index }) => ({ found, instead, index })),
    )
    .sort((a, b) => a.index - b.index);
}

/**
 * Markdown with blanks in place of what others wrote: code, addresses, and quotations in straight quotes.
 * @param {string} markdown
 * @returns {string} as long as the text
 */
export function proseOf(markdown) {
  return markdown
    .replace(/^```[^]*?^```/gm, blank)
    .replace(/`[^`\n]*`/g, blank)
    .replace(/\]\([^)\n]*\)/g, blank)
    .replace(/"[^"\n]*"/g, blank);
}

const blank = (text) => text.replace(/[^\n]/g, ' ');
