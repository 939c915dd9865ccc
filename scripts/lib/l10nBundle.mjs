import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * The texts of the editor that can be translated, by themselves: what `vscode.l10n.t` is called with. `l10n` in
 * package.json names the folder in which VS Code looks for this bundle, and for one of each language beside it.
 * TypeScript's own parser reads them, as the build has loaded it anyway: @vscode/l10n-dev takes eight seconds for it.
 * https://github.com/microsoft/vscode-l10n#bundlel10njson
 * @param {string} [folder] absolute; `vscode` is imported nowhere but in src/editor (eslint.layers.mjs)
 * @returns {Record<string, string>} sorted
 * @throws Error with the place of a text that is put together, for which VS Code would find no translation
 */
export function l10nBundle(folder = path.join(root, 'src', 'editor')) {
  const texts = new Set();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const contents = readFileSync(path.join(folder, name), 'utf8');
    if (contents.includes('l10n.t('))
      collect(ts.createSourceFile(name, contents, ts.ScriptTarget.Latest), texts);
  }
  return Object.fromEntries([...texts].sort().map((text) => [text, text]));
}

function collect(source, texts) {
  const visit = (node) => {
    if (ts.isCallExpression(node) && isTranslated(node.expression, source)) {
      const [text] = node.arguments;
      if (!text || !ts.isStringLiteralLike(text)) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
        throw new Error(
          `src/editor/${source.fileName}:${line + 1}: l10n.t takes a text that is written out.`,
        );
      }
      texts.add(text.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

const isTranslated = (called, source) =>
  ts.isPropertyAccessExpression(called) && /(^|\.)l10n\.t$/.test(called.getText(source));
