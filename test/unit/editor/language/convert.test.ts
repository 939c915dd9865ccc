import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { languageMessages } from '../../../../src/editor/language/languageMessages';
import { toCompletionItems } from '../../../../src/editor/language/toCompletionItems';
import { toHover } from '../../../../src/editor/language/toHover';
import { Converter, toRange } from '../../../../src/editor/lint/convert';
import type { Completion, CompletionKind } from '../../../../src/language/completion';
import { describeSetting, settingFacts } from '../../../../src/language/describeSetting';
import { markdown, plain } from '../../../../src/language/hover';
import { fill } from '../../../../src/language/messages';
import { SourceText } from '../../../../src/text/sourceText';
import { memoryFiles } from '../../../support/memoryFiles';

const text = 'one\r\n  boot_\n';
const source = new SourceText('/w/Vagrantfile', text);
const at = (range: vscode.Range | undefined) =>
  range && [range.start.line, range.start.character, range.end.line, range.end.character];

describe('what the editor makes of plain data', () => {
  const items = (given: Partial<Completion> = {}) =>
    toCompletionItems(
      {
        range: { start: { line: 1, character: 2 }, end: { line: 1, character: 7 } },
        items: [{ label: 'boot_timeout', kind: 'property', insert: 'boot_timeout = $1', ...given }],
      },
      new vscode.Position(1, 5),
    );

  it('are items that take the place of the word, or of what stands before the cursor', () => {
    const [item] = items();
    const { inserting, replacing } = item?.range as { inserting: vscode.Range; replacing: vscode.Range };
    assert.deepEqual(at(inserting), [1, 2, 1, 5]);
    assert.deepEqual(at(replacing), [1, 2, 1, 7]);
  });

  it('are texts, or snippets to fill in', () => {
    assert.equal(items()[0]?.insertText, 'boot_timeout = $1');
    const snippet = items({ isSnippet: true })[0]?.insertText;
    assert.ok(snippet instanceof vscode.SnippetString);
    assert.equal(snippet.value, 'boot_timeout = $1');
  });

  it('leave out what is not said', () => {
    assert.deepEqual(Object.keys(items()[0] ?? {}).sort(), ['insertText', 'kind', 'label', 'range']);
  });

  it('have all that is said', () => {
    const [item] = items({
      detail: 'integer',
      documentation: '**long**',
      filter: '"boot"',
      sort: '001',
      commitCharacters: ['.'],
      deprecated: true,
    });
    assert.equal(item?.detail, 'integer');
    assert.equal((item.documentation as vscode.MarkdownString).value, '**long**');
    assert.equal(item.filterText, '"boot"');
    assert.equal(item.sortText, '001');
    assert.deepEqual(item.commitCharacters, ['.']);
    assert.deepEqual(item.tags, [vscode.CompletionItemTag.Deprecated]);
  });

  it('have the icons of their kinds', () => {
    const {
      Class,
      EnumMember,
      Field,
      File,
      Folder,
      Keyword,
      Method,
      Module,
      Property,
      Reference,
      Snippet,
      Value,
    } = vscode.CompletionItemKind;
    const kinds: Record<CompletionKind, vscode.CompletionItemKind> = {
      class: Class,
      enumMember: EnumMember,
      field: Field,
      file: File,
      folder: Folder,
      function: vscode.CompletionItemKind.Function,
      keyword: Keyword,
      method: Method,
      module: Module,
      property: Property,
      reference: Reference,
      snippet: Snippet,
      value: Value,
      variable: vscode.CompletionItemKind.Variable,
    };
    for (const [kind, icon] of Object.entries(kinds))
      assert.equal(items({ kind: kind as CompletionKind })[0]?.kind, icon, kind);
  });

  it('are hovers in which plain text stays plain', () => {
    const range = toRange(source, { start: 0, end: 3 });
    const hover = toHover({ contents: [markdown('**a**'), plain('**b**')] }, range);
    assert.deepEqual(
      hover.contents.map((one) => (one as vscode.MarkdownString).value),
      ['**a**', '\\*\\*b\\*\\*'],
    );
    assert.deepEqual(at(hover.range), [0, 0, 0, 3]);
  });

  it('are places in files as the linter reads them', () => {
    const converter = new Converter(memoryFiles({ '/w/Vagrantfile': text }));
    assert.deepEqual(at(converter.range('/w/Vagrantfile', { start: 1, end: 8 })), [0, 1, 1, 3]);
    const position = converter.position('/w/Vagrantfile', 8);
    assert.deepEqual([position.line, position.character], [1, 3]);
    assert.deepEqual(converter.location('/w/Vagrantfile', new vscode.Range(0, 1, 1, 3)), {
      path: '/w/Vagrantfile',
      span: { start: 1, end: 8 },
    });
  });

  it('speak the language of VS Code', () => {
    const table = { of: 'config.vm', from: 'Vagrant', page: 'https://example.org', settings: {} };
    const setting = {
      type: 'integer',
      unit: 's',
      default: '300',
      meaning: 'How long.',
      since: '2',
      instead: 'b',
    } as const;
    assert.equal(settingFacts(setting, languageMessages), 'integer · s · default 300');
    assert.equal(
      describeSetting(setting, table, languageMessages),
      'How long.\n\nDeprecated: use b.\n\nSince Vagrant 2.\n\n[Documentation](https://example.org)',
    );
    assert.equal(fill(languageMessages.turnOff, 'a'), 'Turn off a for this file in boxwright.json');
    assert.equal(fill(languageMessages.disableForLine, 'a'), 'Turn off a for this line');
    assert.equal(fill(languageMessages.disableInFile, 'a'), 'Turn off a for this file');
    assert.equal(fill(languageMessages.fixAllOf, 'a'), 'Fix all a problems in this file');
  });
});
