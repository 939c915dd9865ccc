import assert from 'node:assert/strict';
import { describeSetting, inMarkdown, settingFacts } from '../../../src/language/describeSetting';
import type { SettingInfo, SettingTable } from '../../../src/pipeline/vagrantfile/settings/settingTable';
import { messages } from '../../support/messages';

const table: SettingTable = {
  of: 'config.vm',
  from: 'Vagrant',
  page: 'https://example.org/vm',
  settings: {},
};
const setting = (given: Partial<SettingInfo>): SettingInfo => ({
  type: 'integer',
  meaning: 'How long.',
  ...given,
});

describe('what is said of a setting', () => {
  it('is its type, unit and default in a line', () => {
    assert.equal(
      settingFacts(setting({ unit: 's', default: '300' }), messages),
      'integer · s · <default 300>',
    );
    assert.equal(settingFacts(setting({}), messages), 'integer · <not set>');
  });

  it('is no type of what is called, or has settings of its own', () => {
    assert.equal(settingFacts(setting({ call: '($1)' }), messages), '');
    assert.equal(settingFacts(setting({ type: 'part' }), messages), '');
  });

  it('is its meaning, what took its place, since when it is there, and where more is written', () => {
    assert.equal(
      describeSetting(setting({ instead: 'b_c', since: '2.1' }), table, messages),
      'How long.\n\n\\<deprecated, b\\_c\\>\n\n\\<since Vagrant 2.1\\>\n\n[<documentation>](https://example.org/vm)',
    );
    assert.equal(
      describeSetting(setting({ since: '2.1' }), table, messages),
      'How long.\n\n\\<since Vagrant 2.1\\>\n\n[<documentation>](https://example.org/vm)',
    );
    assert.equal(
      describeSetting(setting({}), table, messages),
      'How long.\n\n[<documentation>](https://example.org/vm)',
    );
  });

  it('is no Markdown, but for code', () => {
    assert.equal(inMarkdown('a_b <c> [d] *e* `f`'), 'a\\_b \\<c\\> \\[d\\] \\*e\\* `f`');
  });
});
