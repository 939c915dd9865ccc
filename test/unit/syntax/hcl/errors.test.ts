import assert from 'node:assert/strict';
import { parseHcl } from '../../../../src/syntax/hcl/parseHcl';

describe('parseHcl: errors', () => {
  /** The error, and the source under it between ‹ ›. */
  const cases: readonly [marked: string, message: string][] = [
    ['‹a›\n', '`a` alone has no meaning here. Write `a = value` for an attribute or `a { }` for a block.'],
    ['‹"›a" = 1\n', 'The name of an attribute or a block is written without quotes. Remove them.'],
    ['a = 1\n‹a› = 2\n', 'The attribute `a` is already set above. Remove one of the two.'],
    ['a = 1 ‹b› = 2\n', 'Expected the end of the line after an attribute, but found `b`. Start a new line.'],
    ['a = 1‹,›\n', 'Attributes are separated by line breaks, not commas. Remove the comma.'],
    ['a =‹› \nb = 1\n', 'Expected a value, but found the end of the line.'],
    ['a = 1 +‹›\nb = 2\n', 'Expected a value, but found the end of the line.'],
    ['a = ‹›', 'Expected a value, but found the end of the file.'],
    ["a = ‹'›b'\n", 'Expected a value, but found a single quote (strings need double quotes).'],
    ['a = ‹“›b”\n', 'Expected a value, but found a curly quote (strings need straight double quotes).'],
    [
      'a = b ‹&› c\n',
      'Expected the end of the line after an attribute, but found `&` (logical and is `&&`). Start a new line.',
    ],
    [
      'a = b‹;›\n',
      'Expected the end of the line after an attribute, but found `;` (items are separated by line breaks). Start a new line.',
    ],
    [
      'a = 1 ‹/* b\n›',
      'Expected the end of the line after an attribute, but found `/*` (the comment has no closing `*/`). Start a new line.',
    ],
    ['a = ‹1.2.3›\n', '`1.2.3` is not a number. Write it like 12 or 1.5.'],
    ['a = ‹"b›\n', 'This string is not closed. Add `"`.'],
    ['a = "‹${›b"\n', 'This `${` is not closed. Add `}` before the quote.'],
    [
      'a = "${b ‹c›}"\n',
      'Expected `}`, but found `c`. Close the `${`, or write `$${` for the characters themselves.',
    ],
    ['a = "‹\\q›"\n', '`\\q` is not an escape. Write `\\\\` for a backslash.'],
    ['a = "‹\\u12›"\n', '`\\u12` needs 4 hexadecimal digits.'],
    ['a = "‹\\uD800›"\n', '`\\uD800` is not a character. Write one up to U+10FFFF that is not a surrogate.'],
    ['a = "‹%{› if b }"\n', 'This `%{ if }` is not closed. Add `%{ endif }`.'],
    [
      'a = "‹%{ endfor }›"\n',
      'This `endfor` belongs to no `%{ for }`. Remove it, or close what is open first.',
    ],
    ['a = "‹%{ else }›"\n', 'This `else` belongs to no `%{ if }`. Remove it.'],
    ['a = "%{ ‹x› }"\n', 'Expected `if`, `else`, `endif`, `for` or `endfor` after `%{`, but found `x`.'],
    ['a = ‹<<EOT›\nb = 1\n', 'This heredoc is not closed. Add a line with only `EOT` and a line break.'],
    [
      'a = ‹<›<"EOT"\n',
      'A heredoc starts with `<<` and a name at the end of the line. Write it like `<<EOT`.',
    ],
    ['a = ‹[›1\n', 'This `[` is not closed. Add `]`.'],
    ['a = [1 ‹2›]\n', 'The comma before this is missing. Add `,`.'],
    ['a = [1 +‹,› 2]\n', 'Expected a value, but found `,`.'],
    ['a = { b = 1 ‹c› = 2 }\n', 'Expected `,` or a new line after the value, but found `c`.'],
    ['a = { b‹›\n}\n', 'Expected `=` and a value after the key, but found the end of the line.'],
    ['a = (1‹]›\n', 'Expected `)`, but found `]`.'],
    ['a = b ? c‹›\n', 'Expected `:` and the value for the other case, but found the end of the line.'],
    ['a = b.‹›\n', 'Expected the name of an attribute after the dot, but found the end of the line.'],
    ['a = b.‹0.1›\n', 'Numbers after dots cannot follow each other. Write them in brackets, like [0][1].'],
    ['a = f(b... ‹,›)\n', 'Expected `)` after `...`, but found `,`.'],
    ['a = b::‹(›)\n', 'Expected the name of a function after `::`, but found `(`.'],
    ['a = [for ‹1› in b : c]\n', 'Expected the name of a variable for the `for`, but found `1`.'],
    ['a = [for b ‹of› c : d]\n', 'Expected `in` after the names of the `for`, but found `of`.'],
    ['a = [for b in c : ‹d› => e]\n', 'A `for` in `[ ]` has no key. Remove it, or use `{ }`.'],
    ['a = {for b in c : ‹d›}\n', 'A `for` in `{ }` needs `key => value`. Add the key, or use `[ ]`.'],
    ['a "b"‹›\n', 'Expected `{` on the line of the block `a`, but found the end of the line.'],
    ['a b ‹=› 1\n', 'A block has no `=`. Write its attributes in braces, or give the attribute one name.'],
    ['a "‹${›b}" {}\n', 'A label cannot contain `${`. Write `$${` for the characters themselves.'],
    ['a ‹{›\n', 'This `{` is not closed. Add `}`.'],
    ['a {\n}\n‹}›\n', 'This `}` closes nothing. Remove it, or open its block.'],
    [
      'a { b = 1‹,› c = 2 }\n',
      'A block on one line has room for one attribute only. Put each attribute on a line of its own.',
    ],
    ['a { ‹b› {} }\n', 'A nested block needs a line of its own. Start a new line before it.'],
    ['a {} ‹b› {}\n', 'Expected the end of the line after a block, but found `b`. Start a new line.'],
    ['‹{›\n', 'Expected an attribute or a block, but found `{`. Remove it, or write a name before it.'],
  ];
  for (const [marked, message] of cases) {
    it(JSON.stringify(marked), () => {
      const start = marked.indexOf('‹');
      const end = marked.indexOf('›') - 1;
      const { problems } = parseHcl(marked.replace(/[‹›]/g, ''));
      // Where a bracket, quote or marker has no other half, what follows may belong elsewhere; not so inside of quotes.
      const spreads = /^This `[^$%]+` is not closed|closes nothing|^This (string|heredoc) is/.test(
        message,
      ) && { spreads: true };
      assert.deepEqual(problems[0], { message, span: { start, end }, ...spreads });
      assert.equal(problems.length, 1, JSON.stringify(problems));
    });
  }

  it('cuts off absurd nesting with an error', () => {
    const { problems } = parseHcl(`a = ${'['.repeat(300)}${']'.repeat(300)}\nb = 1\n`);
    assert.equal(problems[0]?.message, 'This is nested more than 200 levels deep. Use fewer levels.');
    assert.deepEqual(parseHcl(`a = ${'['.repeat(190)}${']'.repeat(190)}\n`).problems, []);
    assert.deepEqual(parseHcl(`a = 1${' + 1'.repeat(900)}\n`).problems, []);
    assert.equal(
      parseHcl(`a = 1${' + 1'.repeat(2000)}\n`).problems[0]?.message,
      'There are too many operators in a row. Split the expression.',
    );
  });

  it('gives no more than 200 errors', () => {
    assert.equal(parseHcl('?\n'.repeat(5000)).problems.length, 200);
  });
});
