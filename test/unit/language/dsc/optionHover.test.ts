import assert from 'node:assert/strict';
import { mentionsDsc } from '../../../../src/language/dsc/mentionsDsc';
import { optionHover } from '../../../../src/language/dsc/optionHover';
import { messages } from '../../../support/messages';

function hover(marked: string) {
  const text = marked.replace('‸', '');
  const found = optionHover({ path: '/w/x.json', text }, marked.indexOf('‸'), messages);
  return found && { word: text.slice(found.span.start, found.span.end), contents: found.contents };
}

const json = (lines: string) => `{ "provisioners": [{ "type": "dsc",\n${lines}\n}] }\n`;

describe('hovers in dsc steps', () => {
  it('say whose option it is, its type, default and meaning', () => {
    const found = hover(json('"clean_sta‸ging_dir": true'));
    assert.equal(found?.word, 'clean_staging_dir');
    const [title, meaning] = found.contents;
    assert.equal(title?.text, '**provisioner "dsc" clean\\_staging\\_dir**  \nboolean · \\<default false\\>');
    assert.equal(title.kind, 'markdown');
    assert.match(meaning?.text ?? '', /\[<documentation>\]\(https:\/\/github\.com\/mefellows\/packer-dsc/);
  });

  it('say nothing of unknown options and of values', () => {
    assert.equal(hover(json('"nonsen‸se": true')), undefined);
    assert.equal(hover(json('"manifest_file": "clean_sta‸ging_dir"')), undefined);
  });

  it('are asked for where dsc is named at all', () => {
    assert.equal(mentionsDsc('provisioner "dsc" {'), true);
    assert.equal(mentionsDsc("{ 'type': 'dsc' }"), true);
    assert.equal(mentionsDsc('{ "type": "dsc2", "x": "adsc" } # dsc'), false);
  });
});
