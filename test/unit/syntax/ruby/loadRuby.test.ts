import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { loadRuby, type RubyParser } from '../../../../src/syntax/ruby/loadRuby';
import { nodes, type Node, type RubyTree } from '../../../../src/syntax/ruby/rubyTree';

describe('loadRuby', () => {
  let ruby: RubyParser;
  before(async () => {
    ruby = await loadRuby(readFileSync(`${REPO_ROOT}/node_modules/@ruby/prism/src/prism.wasm`));
  });

  const parse = (text: string, editedLine?: number): RubyTree => ruby.parse(text, { editedLine });

  /** Everything of a kind, as it is written. */
  function written(text: string, type: new (...args: never[]) => Node, editedLine?: number): string[] {
    const tree = parse(text, editedLine);
    const found: string[] = [];
    const visit = (node: Node): void => {
      if (node instanceof type) {
        const { start, end } = tree.toSpan(node.location);
        found.push(text.slice(start, end));
      }
      node.compactChildNodes().forEach(visit);
    };
    if (tree.program) visit(tree.program);
    return found;
  }

  for (const [what, text] of [
    ['ASCII', 'a = "one"\nb = "two"\n'],
    ['two, three and four bytes', '# é € 😀\na = "é€😀"; b = "ü"\nc = "x"\n'],
    ['CRLF', 'a = "ä"\r\nb = "z"\r\n'],
    ['a byte order mark', '\uFEFFa = "ä"\nb = "z"'],
    ['half of a surrogate pair', 'a = "\uD83D"; b = "z"\n'],
  ] as const)
    it(`gives spans in UTF-16: ${what}`, () => {
      assert.deepEqual(written(text, nodes.StringNode), text.match(/"[^"]*"/gu));
      assert.deepEqual(parse(text).problems, []);
    });

  it('reads an empty text', () => {
    const tree = parse('');
    assert.ok(tree.program);
    assert.deepEqual(tree.problems, []);
  });

  it('takes the text as it is, whatever encoding its magic comment names', () => {
    assert.deepEqual(written('# encoding: shift_jis\na = "é"', nodes.StringNode), ['"é"']);
  });

  it('says where a mistake is, and still gives what could be read', () => {
    const text = 'é = 1\nb = [1, 2\n';
    const tree = parse(text);
    assert.ok(tree.program);
    const [problem] = tree.problems;
    assert.ok(problem);
    assert.match(problem.message, /^[A-Z`'].*\.$/s);
    assert.ok(problem.span.start >= text.indexOf('b') && problem.span.end <= text.length);
    assert.deepEqual(written(text, nodes.ArrayNode), ['[1, 2\n']);
  });

  describe('says what is wrong in plain words, at the place where it is mended', () => {
    const inBlock = (lines: string) => `Vagrant.configure("2") do |config|\n${lines}end\n`;
    for (const [marked, message] of [
      ['f ‹do› |c|\n  c.a = 1\n', '`end` is missing: this `do` is not closed.'],
      ['‹{›\n  "a": 1\n', '`}` is missing: this `{` is not closed.'],
      [
        inBlock('  config.b "x" ‹do› |v|\n    v.c = 1\n  config.d = 2\n'),
        '`end` is missing: this `do` is not closed.',
      ],
      [inBlock('  ‹if› true\n    config.a = 1\n'), '`end` is missing: this `if` is not closed.'],
      [inBlock('  config.a = ‹"›b\n'), 'The closing quote of this string is missing.'],
      [inBlock('  config.a = ‹\'›b"\n'), 'The closing quote of this string is missing.'],
      [inBlock('  s = <<-‹X›\n    b\n'), 'This heredoc is not closed: a line with only `X` is missing.'],
      [`${inBlock('')}‹end›\n`, 'This `end` closes nothing.'],
      [inBlock('  config.a "b", c: 1‹)›\n'), 'This `)` closes nothing.'],
      ['f(1, a: 2\n‹end›\n', '`)` is missing before this.'],
      [inBlock('  config.a "b"‹,›\n'), 'This comma is one too many: nothing follows it.'],
      [
        inBlock('  config.a "b" ‹privileged›: false\n'),
        'This cannot follow here. Perhaps a comma is missing before it.',
      ],
      [inBlock('  config.a ‹=› \n'), 'A value is missing after this `=`.'],
      [inBlock('  x = {a: 1, b‹ ›2}\n'), '`=>` is missing between this key and its value.'],
      // What has no row keeps the words of the parser.
      ['def x\n  ‹retry›\nend\n', 'Invalid retry without rescue.'],
    ] as const)
      it(marked.replace(/\n/g, '\\n'), () => {
        const [before = '', inner = '', after = ''] = marked.split(/[‹›]/);
        const [first] = parse(before + inner + after).problems;
        assert.deepEqual(first && { message: first.message, span: first.span }, {
          message,
          span: { start: before.length, end: before.length + inner.length },
        });
      });

    it('says one thing of one place, and nothing that only follows', () => {
      const { problems } = parse(inBlock('  config.a = "b\n'));
      assert.equal(problems.length, 1);
      assert.equal(problems[0]?.spreads, true);
    });
  });

  describe('the line that is being typed at', () => {
    const text = 'a = "é1"\nb = "é open\nc = "three"\nd = "four"\n';

    it('swallows what follows when it is not known', () => {
      assert.ok(!written(text, nodes.StringNode).includes('"four"'));
    });

    it('is left out when it is', () => {
      assert.deepEqual(written(text, nodes.StringNode, 1), ['"é1"', '"three"', '"four"']);
    });

    it('stays the place of the problem', () => {
      const { problems } = parse(text, 1);
      assert.notEqual(problems.length, 0);
      assert.deepEqual(problems, parse(text).problems);
    });

    it('is read like every other line of a text without mistakes', () => {
      assert.deepEqual(written('a = "1"\nb = "2"', nodes.StringNode, 0), ['"1"', '"2"']);
    });

    for (const line of [-1, 0, 3, 99])
      it(`does no harm as line ${line}, where the mistake is not`, () => {
        assert.ok(parse(text, line).problems.length > 0);
      });
  });

  describe('hostile texts', () => {
    const shapes: Record<string, (n: number) => string> = {
      'open brackets': (n) => '['.repeat(n),
      'closed brackets': (n) => '['.repeat(n) + ']'.repeat(n),
      parentheses: (n) => '('.repeat(n),
      hashes: (n) => '{a: '.repeat(n),
      blocks: (n) => 'f do\n'.repeat(n),
      lambdas: (n) => '->{'.repeat(n),
      conditions: (n) => 'if a\n'.repeat(n),
      cases: (n) => 'case a\nwhen 1\n'.repeat(n),
      methods: (n) => 'def a\n'.repeat(n),
      negations: (n) => `${'- '.repeat(n)}a`,
      assignments: (n) => `${'a='.repeat(n)}1`,
      alternatives: (n) => `${'a ? b : '.repeat(n)}1`,
      calls: (n) => `${'f '.repeat(n)}1`,
      interpolations: (n) => '"#{'.repeat(n),
      chains: (n) => `a${'.b'.repeat(n)}`,
      heredocs: (n) => '<<A,'.repeat(n),
      quotes: (n) => '"'.repeat(n),
    };
    const sound = 'a = "1"\nf do |x| x.b = [1, "2"] end\n';

    // 300 is what ran through the parser's own stack without an exception.
    for (const [name, shape] of Object.entries(shapes))
      for (const depth of [300, 5000])
        it(`survives ${depth} ${name}`, () => {
          const { program, problems } = parse(shape(depth));
          assert.ok(program !== undefined || problems.length === 1);
          assert.deepEqual(written(sound, nodes.StringNode), ['"1"', '"2"']);
          assert.deepEqual(parse(sound).problems, []);
        });

    it('says that a text is nested too deeply, over all of it', () => {
      const { program, problems } = parse('['.repeat(5000));
      assert.equal(program, undefined);
      assert.deepEqual(problems, [
        { message: 'This file is nested too deeply and is not read.', span: { start: 0, end: 5000 } },
      ]);
    });

    it('reads nothing of a text that is too long', () => {
      const { program, problems } = parse(`${'a\n'.repeat(500_000)}b`);
      assert.equal(program, undefined);
      assert.match(problems[0]?.message ?? '', /longer than 1000000 characters/);
    });
  });

  it('refuses another file than the parser', async () => {
    await assert.rejects(loadRuby(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])), /unknown place/);
  });
});
