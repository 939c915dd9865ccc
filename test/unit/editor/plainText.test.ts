import assert from 'node:assert/strict';
import { plainText } from '../../../src/editor/plainText';

/** How VS Code finds links in such texts: parseLinkedText in src/vs/base/common/linkedText.ts. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

describe('Text in notifications', () => {
  for (const text of [
    '[Open](command:workbench.action.terminal.new)',
    'x redirects to [a](command:b), from which',
    '[a](https://x.test "title")',
    '[a](file:///etc/passwd)',
    '[[a](command:b)](command:c)',
  ])
    it(`has no link to VS Code: ${text}`, () => {
      assert.match(text, link);
      assert.doesNotMatch(plainText(text), link);
      assert.equal(plainText(text).replaceAll('\u2060', ''), text);
    });

  it('keeps its lines, and spells out what moves or hides text', () =>
    assert.equal(plainText('a\nb\u202ec\u001b[2Jd'), 'a\nb\\u202ec\\x1b[2Jd'));

  it('has no user and password of a URL', () =>
    assert.equal(plainText('https://a:canary@b.test/ failed'), 'https://b.test/ failed'));

  it('is else as it was', () => {
    for (const text of ['C:\\x (1) [2] (3)', 'Añadir «caja» 📦 – [a] (b)', ''])
      assert.equal(plainText(text), text);
  });
});
