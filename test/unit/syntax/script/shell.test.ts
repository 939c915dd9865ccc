import assert from 'node:assert/strict';
import { parseShell } from '../../../../src/syntax/script/shell/parseShell';
import { commandTable, contextsOf, hardeningTests } from './support';

const only = (text: string) => {
  const command = parseShell(text).commands[0];
  assert.ok(command);
  return command;
};

describe('parseShell', () => {
  describe('words', () => {
    commandTable(parseShell, [
      { what: 'quotes', text: `go 'a b' "c d" e'f'"g"`, commands: [['go', 'a b', 'c d', 'efg']] },
      { what: 'escapes', text: 'go a\\ b "\\"\\$c\\n" \\$d', commands: [['go', 'a b', '"$c\\n', '$d']] },
      { what: "$'…'", text: "go $'a\\n\\x41\\'' $\"b\"", commands: [['go', "a\nA'", 'b']] },
      {
        what: 'variables',
        text: 'go $a "${b:-c d}" $1 $',
        commands: [['go', '‹$a›', '‹"${b:-c d}"›', '‹$1›', '$']],
      },
      { what: 'comments', text: '# no\ngo a#b # no', commands: [['go', 'a#b']] },
      { what: 'continued lines', text: 'go a \\\n b\\\nc', commands: [['go', 'a', 'bc']] },
      { what: 'CRLF', text: 'go a \\\r\n b\r\nthen_what\r\n', commands: [['go', 'a', 'b'], ['then_what']] },
      {
        what: 'substitutions',
        text: 'a "$(b c)" `d \\`e\\``',
        commands: [
          ['a', '‹"$(b c)"›', '‹`d \\`e\\``›'],
          ['b', 'c'],
          ['d', '`e`'],
        ],
      },
      { what: 'process substitutions', text: 'diff <(a) x', commands: [['diff', '‹<(a)›', 'x'], ['a']] },
      {
        what: 'arithmetic',
        text: 'go $((1 + (2 << 3))) b\n((i++))\nx',
        commands: [['go', '‹$((1 + (2 << 3)))›', 'b'], ['x']],
      },
      { what: 'arrays', text: 'a=(b c)\ndeclare -a d=(e)', commands: [['declare', '-a', '‹d=(e)›']] },
      { what: 'an unclosed string', text: 'go "a\nb', commands: [['go', 'a\nb']], errors: 1 },
    ]);

    it('tells whole strings and single variables', () => {
      const { args } = only(`go a 'b' "c"d "$x" "$x/y"`);
      assert.deepEqual(
        args.map(({ kind, variable, literalSuffix }) => [kind, variable, literalSuffix]),
        [
          ['word', undefined, undefined],
          ['string', undefined, undefined],
          ['word', undefined, undefined],
          ['string', 'x', ''],
          ['string', undefined, '/y'],
        ],
      );
    });
  });

  describe('commands', () => {
    commandTable(parseShell, [
      { what: 'lists', text: 'a && b || c; d | e & f', commands: [['a'], ['b'], ['c'], ['d'], ['e'], ['f']] },
      { what: 'here-documents are data', text: 'cat <<EOF >x\nrm a\nEOF\nb', commands: [['cat'], ['b']] },
      {
        what: 'here-documents with substitutions',
        text: 'cat <<-E | b\n\ta $(c)\n\tE\nd',
        commands: [['cat'], ['b'], ['c'], ['d']],
      },
      { what: 'quoted here-documents', text: "cat <<'E'\n$(c)\nE\nd", commands: [['cat'], ['d']] },
      { what: 'here-strings', text: 'cat <<< "$x"\nb', commands: [['cat'], ['b']] },
      { what: 'an unclosed here-document', text: 'cat <<E\na', commands: [['cat']], errors: 1 },
      {
        what: 'tests',
        text: '[[ $a =~ ^(b|c)$ && ! -f d ]] && e',
        commands: [
          ['[[', '‹$a›', '=~', '^', '(', 'b', '|', 'c', ')', '$', '&&', '!', '-f', 'd', ']]'],
          ['e'],
        ],
      },
      { what: 'negation', text: '! a | b', commands: [['a'], ['b']] },
      {
        what: 'reserved words as arguments',
        text: 'echo if then fi done }',
        commands: [['echo', 'if', 'then', 'fi', 'done', '}']],
      },
      { what: 'a stray word', text: 'a\nfi\nb', commands: [['a'], ['b']], errors: 1 },
      { what: 'a missing fi', text: 'if a; then b', commands: [['a'], ['b']], errors: 1 },
    ]);

    it('keeps variables for one command apart from assignments', () => {
      const { commands, assignments } = parseShell('A=b C="$d" go e\nF=g\nH+=i');
      assert.deepEqual(
        commands[0]?.environment.map(({ name, value }) => [name, value?.value ?? value?.variable]),
        [
          ['A', 'b'],
          ['C', 'd'],
        ],
      );
      assert.deepEqual(commands[0]?.span, { start: 0, end: 15 });
      assert.deepEqual(
        assignments.map(({ name, operator, value }) => [name, operator, value?.value]),
        [
          ['F', '=', 'g'],
          ['H', '+=', 'i'],
        ],
      );
    });

    it('reads redirections, and gives here-documents their bodies', () => {
      const text = 'go a 2>&1 >b <<X &>>c\nbody\nX\n';
      const { redirections } = only(text);
      assert.deepEqual(
        redirections.map(({ operator, target, body }) => [
          operator,
          target?.value,
          body && text.slice(body.start, body.end),
        ]),
        [
          ['2>&', '1', undefined],
          ['>', 'b', undefined],
          ['<<', 'X', 'body\n'],
          ['&>>', 'c', undefined],
        ],
      );
    });

    it('says how commands are joined', () => {
      const { commands } = parseShell('a; b\nc | d && e || f & g');
      assert.deepEqual(
        commands.map(({ connector, pipeline }) => `${connector} ${pipeline.index}/${pipeline.length}`),
        ['start 0/1', '; 0/1', 'newline 0/2', '| 1/2', '&& 0/1', '|| 0/1', '& 0/1'],
      );
    });
  });

  describe('contexts', () => {
    const contexts: [string, string[]][] = [
      [
        'if a; then b; elif c; then d; else e; fi; f',
        ['condition a', 'branch b', 'condition c', 'branch d', 'branch e', 'f'],
      ],
      ['while a; do b; done\nuntil c\ndo d\ndone', ['condition a', 'loop b', 'condition c', 'loop d']],
      ['for i in a $(b); do c; done', ['substitution b', 'loop c']],
      ['for ((i=0; i<3; i++)); do a; done', ['loop a']],
      ['case $x in a|b) c;; (d) e ;; *) f; esac; g', ['branch c', 'branch e', 'branch f', 'g']],
      ['f() { a; }\nfunction g { b; }\nf', ['function a', 'function b', 'f']],
      ['f() ( a )', ['function/subshell a']],
      ['( a; { b; } )', ['subshell a', 'subshell/group b']],
      ['a $(case $x in b) c;; esac)', ['a', 'substitution/branch c']],
      ['cat <<E\n$(a)\nE', ['cat', 'heredoc/substitution a']],
    ];
    for (const [text, expected] of contexts)
      it(text, () => {
        const script = parseShell(text);
        assert.deepEqual(contextsOf(script, text), expected);
        assert.deepEqual(script.problems, []);
      });

    it('lists functions', () => {
      assert.deepEqual(parseShell('go() {\n a\n}').functions, [
        { name: 'go', span: { start: 0, end: 11 }, bodySpan: { start: 5, end: 11 } },
      ]);
    });
  });

  const sample = `#!/bin/bash -eux
# Prepares the machine
export DEBIAN_FRONTEND=noninteractive; set -o pipefail
SSH_USER=\${SSH_USERNAME:-"a b"} ; LIST=(one "two three" $(four))
install() { local name=$1; for p in "$@" \\
  other; do apt-get -y install "$p" >/dev/null 2>&1 || { echo "failed: \${p##*/}" >&2; exit 1; }; done; }
if [[ -f /etc/x && ! $name =~ ^a(b|c)$ ]] || [ "$(uname -m | tr a-z 'A-Z')" = 'X86' ]; then
  cat <<-'EOF' > /etc/motd
	rm -rf / "unclosed
	EOF
elif (( count > $(wc -l < x) )); then install \`ls -1 | head\`; else :; fi
case "$1" in start|go) (cd /tmp && ./run --opt="a $b" &) ;; *) echo $'a\\'b' ;; esac
while read -r line; do echo "$((line + 1)) $line"; done < <(sort file) | sudo tee -a /etc/out <<< "x"
cat <<END | bash -s
echo $(hostname) \\$HOME
END
`;
  hardeningTests(
    parseShell,
    sample,
    "$x;$(;(;);{ ; };\";';`;\\;\n;&;|;<<E;<<-E\n;\nE\n;if ;then ;fi ;case x in ;a) ;;;esac ;for i in ;do ;done ;f() ;[[ ;]] ;((;)) ;$((;${;};<(;>;2>&1;#;a;a=(;=;`#`;$'; ;while "
      .split(';')
      .filter(Boolean)
      .concat([';', ';;', '`"`', '$("']),
  );
});

describe('a pipeline with a substitution', () => {
  it('counts its commands on both sides of it, in one context', () => {
    const { commands } = parseShell('a $(x) | b | c');
    const outer = commands.filter(({ name }) => name.value !== 'x');
    assert.deepEqual(
      outer.map(({ name, pipeline }) => [name.value, pipeline.index, pipeline.length]),
      [
        ['a', 0, 3],
        ['b', 1, 3],
        ['c', 2, 3],
      ],
    );
    assert.ok(outer.every(({ context }) => context === outer[0]?.context));
  });
});
