import assert from 'node:assert/strict';
import path from 'node:path';
import { clientOf } from '../../../../src/cli/lsp/client';
import { chosenSettings, ownSection } from '../../../../src/cli/lsp/chosenSettings';
import { englishMessages } from '../../../../src/cli/lsp/messages';
import { touches } from '../../../../src/cli/lsp/positions';
import { toHover, toWorkspaceEdit, withoutPlaces } from '../../../../src/cli/lsp/toLsp';
import { pathOfUri, uriOfPath } from '../../../../src/cli/lsp/uris';
import { languageMessages } from '../../../../src/editor/language/languageMessages';
import { markdown, plain } from '../../../../src/language/hover';

const range = (start: number, end: number) => ({
  start: { line: 0, character: start },
  end: { line: 0, character: end },
});

describe('what the language server makes of plain data', () => {
  it('says in English what VS Code says', () => assert.deepEqual(englishMessages, languageMessages));

  it('are texts without places to fill in', () => {
    assert.equal(withoutPlaces('boot_timeout = $1'), 'boot_timeout = ');
    assert.equal(withoutPlaces('a = ${1|true,false|}'), 'a = ');
    assert.equal(withoutPlaces('a = ${1:x} ${2}'), 'a = x ');
    assert.equal(withoutPlaces('{ "$1": "\\$2" }'), '{ "": "$2" }');
  });

  it('are hovers of all that is said of a place', () => {
    const found = [{ range: range(0, 1), contents: [markdown('**a**'), plain('*b*')] }, undefined, null];
    const rich = clientOf({ textDocument: { hover: { contentFormat: ['markdown'] } } });
    assert.deepEqual(toHover(found, rich), {
      contents: { kind: 'markdown', value: '**a**\n\n\\*b\\*' },
      range: range(0, 1),
    });
    assert.deepEqual(toHover(found, clientOf({}))?.contents, { kind: 'plaintext', value: '**a**\n\n*b*' });
    assert.equal(toHover([undefined], rich), null);
  });

  it('are edits by file, with the versions that are open, and files that are made first', () => {
    const naming = {
      uriOf: (file: string) => `file://${file}`,
      versionOf: (file: string) => (file === '/a' ? 3 : undefined),
    };
    const edits = [
      { path: '/a', range: range(0, 1), newText: 'x' },
      { path: '/b', range: range(0, 0), newText: 'y', creates: true as const },
      { path: '/a', range: range(2, 2), newText: 'z' },
    ];
    const able = clientOf({
      workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
    });
    const inA = [
      { range: range(0, 1), newText: 'x' },
      { range: range(2, 2), newText: 'z' },
    ];
    assert.deepEqual(toWorkspaceEdit(edits, able, naming)?.documentChanges, [
      { textDocument: { uri: 'file:///a', version: 3 }, edits: inA },
      { kind: 'create', uri: 'file:///b', options: { ignoreIfExists: true } },
      { textDocument: { uri: 'file:///b', version: null }, edits: [{ range: range(0, 0), newText: 'y' }] },
    ]);
    const old = clientOf({});
    assert.equal(toWorkspaceEdit(edits, old, naming), undefined);
    assert.deepEqual(toWorkspaceEdit(edits.slice(0, 1), old, naming)?.changes, {
      'file:///a': inA.slice(0, 1),
    });
  });

  it('are files of this computer alone', () => {
    const file = path.resolve('with space', 'é#%.json');
    assert.equal(pathOfUri(uriOfPath(file)), file);
    for (const uri of [
      'untitled:1',
      'git:/a',
      'https://example.org/a',
      '',
      'a',
      'file:///a%00b',
      'file:///a%2Fb',
    ])
      assert.equal(pathOfUri(uri), undefined, uri);
  });

  it('are ranges that touch', () => {
    assert.equal(touches(range(1, 3), range(3, 3)), true);
    assert.equal(touches(range(1, 3), range(4, 5)), false);
    assert.equal(touches(range(4, 5), range(1, 3)), false);
    assert.equal(
      touches({ start: { line: 0, character: 9 }, end: { line: 2, character: 0 } }, range(1, 9)),
      true,
    );
  });
});

describe('the settings of the language server', () => {
  const usual = { run: 'onType', showAccepted: true, takeOverLens: true, showDefaults: true } as const;
  it('are those of VS Code where nothing is given', () => {
    for (const given of [
      undefined,
      null,
      {},
      [],
      'x',
      { lint: null },
      { lint: { run: 'often', showAccepted: 1 } },
    ])
      assert.deepEqual(chosenSettings(given), usual);
  });

  it('are what is given, in a section or without', () => {
    const lint = { run: 'onSave', showAccepted: false, takeOverLens: false };
    const chosen = { ...lint, showDefaults: false };
    const given = { lint, packer: { showDefaults: false } };
    assert.deepEqual(chosenSettings(ownSection({ boxwright: given })), chosen);
    assert.deepEqual(chosenSettings(ownSection(given)), chosen);
  });

  it('have the defaults of package.json', async () => {
    const { readFileSync } = await import('node:fs');
    const { contributes } = JSON.parse(readFileSync(path.join(REPO_ROOT, 'package.json'), 'utf8')) as {
      contributes: { configuration: { properties: Record<string, { default: unknown }> }[] };
    };
    const properties = Object.assign({}, ...contributes.configuration.map((one) => one.properties)) as Record<
      string,
      { default: unknown }
    >;
    for (const [name, value] of Object.entries(usual))
      assert.equal(
        (properties[`boxwright.lint.${name}`] ?? properties[`boxwright.packer.${name}`])?.default,
        value,
        name,
      );
  });
});
