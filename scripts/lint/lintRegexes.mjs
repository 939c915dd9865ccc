// Regular expressions that take long on texts made for it: each in src/ goes through recheck, once. What it finds no end for
// in time, or cannot read, counts as found: it is rewritten, or bounded, until recheck is sure of it.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { check } from 'recheck';
import ts from 'typescript';
import { sourcesIn } from '../lib/sourcesIn.mjs';

/** For one expression. Milliseconds. */
const timeout = 20_000;

/**
 * A regular expression in a file. Of one that is put together, a part that only the running program knows counts as a
 * letter: it must be escaped.
 * @typedef {{ file: string, line: number, source: string, flags: string }} Found
 */

/** @param {string} root @returns {Promise<boolean>} whether all are in order */
export async function lintRegexes(root) {
  const list = path.join(root, 'scripts', 'lint', 'safeRegexes.txt');
  const known = new Set(readFileSync(list, 'utf8').split('\n'));
  const safe = new Set();
  let ok = true;
  for (const found of sourcesIn(root, 'src').flatMap((file) => regexesIn(root, file))) {
    const regex = `/${found.source}/${found.flags}`;
    const key = createHash('sha256').update(regex).digest('hex').slice(0, 16);
    if (!known.has(key) && !safe.has(key)) {
      // The flag `d` changes nothing but what is told of a match, and recheck does not know it.
      const checked = await check(found.source, found.flags.replace('d', ''), { timeout });
      if (checked.status !== 'safe') {
        ok = false;
        const why = checked.status === 'vulnerable' ? checked.complexity.summary : checked.error.kind;
        console.error(`${found.file}:${found.line}: ${regex} may take long: ${why}.`);
        continue;
      }
    }
    safe.add(key);
  }
  // Hashes of those that are in order, for the commit: all together they take minutes.
  const lines = `${[...safe].sort().join('\n')}\n`;
  if (!process.env.CI && lines !== readFileSync(list, 'utf8')) writeFileSync(list, lines);
  return ok;
}

/** @returns {Found[]} */
function regexesIn(root, file) {
  const text = readFileSync(path.join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const constants = new Map();
  /** @type {Found[]} */
  const found = [];
  const visit = (node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
      constants.set(node.name.text, node.initializer);
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    if (ts.isRegularExpressionLiteral(node)) found.push({ file, line: line + 1, ...partsOf(node.text) });
    if (ts.isNewExpression(node) && node.expression.getText() === 'RegExp' && node.arguments?.[0]) {
      const [pattern, flags] = node.arguments;
      found.push({
        file,
        line: line + 1,
        source: textOf(pattern, constants),
        flags: flags ? textOf(flags, constants) : '',
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function partsOf(literal) {
  const end = literal.lastIndexOf('/');
  return { source: literal.slice(1, end), flags: literal.slice(end + 1) };
}

/** The text of an expression, as far as its file tells it. */
function textOf(node, constants) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isRegularExpressionLiteral(node)) return partsOf(node.text).source;
  if (ts.isTaggedTemplateExpression(node)) return templateText(node.template, constants, true);
  if (ts.isTemplateExpression(node)) return templateText(node, constants, false);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return textOf(node.left, constants) + textOf(node.right, constants);
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'source')
    return textOf(node.expression, constants);
  const value = ts.isIdentifier(node) ? constants.get(node.text) : undefined;
  return value ? textOf(value, constants) : 'x';
}

function templateText(node, constants, raw) {
  const written = (part) => (raw ? part.rawText : part.text) ?? part.text;
  if (ts.isNoSubstitutionTemplateLiteral(node)) return written(node);
  return (
    written(node.head) +
    node.templateSpans
      .map(({ expression, literal }) => textOf(expression, constants) + written(literal))
      .join('')
  );
}
