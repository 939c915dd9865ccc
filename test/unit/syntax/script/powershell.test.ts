import assert from 'node:assert/strict';
import { parsePowerShell } from '../../../../src/syntax/script/powershell/parsePowerShell';
import { commandsOf, commandTable, contextsOf, hardeningTests } from './support';

const only = (text: string) => {
  const command = parsePowerShell(text).commands[0];
  assert.ok(command);
  return command;
};

describe('parsePowerShell', () => {
  describe('words', () => {
    commandTable(parsePowerShell, [
      {
        what: 'bare words',
        text: 'Do-It a /b C:\\x\\y.exe',
        commands: [['Do-It', 'a', '/b', 'C:\\x\\y.exe']],
      },
      {
        what: 'comments',
        text: '# Do-It\nGo a#b <# Not this #> c # nor this',
        commands: [['Go', 'a#b', 'c']],
      },
      { what: 'single quotes', text: "Go 'it''s $x `n'", commands: [['Go', "it's $x `n"]] },
      { what: 'double quotes', text: 'Go "a`tb ""c"" `$d"', commands: [['Go', 'a\tb "c" $d']] },
      { what: 'typographic quotes', text: 'Go “a b” ‘c d’', commands: [['Go', 'a b', 'c d']] },
      { what: 'dynamic strings', text: 'Go "a $x" b', commands: [['Go', '‹"a $x"›', 'b']] },
      { what: 'a dollar sign alone', text: 'Go "5$" $', commands: [['Go', '5$', '$']] },
      { what: 'quotes inside a word', text: 'Go name="x y" new', commands: [['Go', 'name=x y', 'new']] },
      { what: 'a word behind a string', text: 'Go "a"b', commands: [['Go', 'a', 'b']] },
      {
        what: 'paths with variables',
        text: 'Go $a\\b.exe $c/$d/*',
        commands: [['Go', '‹$a\\b.exe›', '‹$c/$d/*›']],
      },
      { what: 'escaped blanks', text: 'Go a` b', commands: [['Go', 'a b']] },
      { what: 'continued lines', text: 'Go a `\r\n  b `\n  c', commands: [['Go', 'a', 'b', 'c']] },
      { what: 'here-strings', text: "Go @'\nit's \"\n'@ b", commands: [['Go', 'it\'s "', 'b']] },
      { what: 'CRLF here-strings', text: 'Go @"\r\na\r\nb\r\n"@', commands: [['Go', 'a\r\nb']] },
      { what: 'empty here-strings', text: 'Go @"\n"@ x', commands: [['Go', '', 'x']] },
      { what: 'stop-parsing', text: 'Go --% "a b" %X% | Out', commands: [['Go', 'a b', '%X%'], ['Out']] },
      { what: 'numbers that are words', text: '7z x\n1.2.3', commands: [['7z', 'x'], ['1.2.3']] },
      { what: 'Unicode escapes', text: 'Go "`u{48}i"', commands: [['Go', 'Hi']] },
      {
        what: 'a dot at the end of a line',
        text: 'Go a $x.\nNext',
        commands: [['Go', 'a', '‹$x.›'], ['Next']],
      },
      { what: 'an unclosed string', text: 'Go "a\nb', commands: [['Go', 'a\nb']], errors: 1 },
    ]);

    it('keeps the literal text around what is dynamic', () => {
      const [word] = only('Go "$env:X\\bin\\go.exe"').args;
      assert.deepEqual(
        [word?.value, word?.literalPrefix, word?.literalSuffix],
        [undefined, '', '\\bin\\go.exe'],
      );
      assert.equal(only('Go "a $x b"').args[0]?.literalPrefix, 'a ');
    });

    it('names a variable that stands alone', () => {
      const { args } = only('Go $env:TEMP "$x" ${a b} $x.y');
      assert.deepEqual(
        args.map((word) => word.variable),
        ['env:TEMP', 'x', 'a b', undefined],
      );
    });
  });

  describe('arguments', () => {
    it('tells kinds apart', () => {
      const { args } = only("Go a -Name 'b' $c (D) { E } -f:1");
      assert.deepEqual(
        args.map(({ kind }) => kind),
        ['word', 'parameter', 'string', 'expression', 'expression', 'scriptblock', 'parameter'],
      );
    });

    it('reads parameters', () => {
      const { args } = only('Go -Force:$false –Dash -Name: x -a.b');
      assert.deepEqual(
        args.map(({ parameter }) => [parameter?.name, parameter?.value?.value ?? parameter?.value?.variable]),
        [
          ['Force', 'false'],
          ['Dash', undefined],
          ['Name', 'x'],
          ['a.b', undefined],
        ],
      );
    });

    it('reads lists', () => {
      const lists = ["Go a, 'b',c", "Go @('a', 'b','c')", "Go @(\n'a'\n'b'\n'c'\n)", 'Go -x:a,b,c'].map(
        (text) => {
          const [argument] = only(text).args;
          return (argument?.elements ?? argument?.parameter?.value?.elements)?.map(({ value }) => value);
        },
      );
      assert.deepEqual(lists, Array(4).fill(['a', 'b', 'c']));
    });

    it('reads redirections and splats', () => {
      const command = only('Go a 2>&1 >> out.txt *> $null @more');
      assert.deepEqual(
        command.redirections.map(({ operator, target }) => [operator, target?.value ?? target?.variable]),
        [
          ['2>&1', undefined],
          ['>>', 'out.txt'],
          ['*>', 'null'],
        ],
      );
      assert.equal(command.hasSplat, true);
      assert.equal(only('Go more').hasSplat, false);
    });
  });

  describe('statements', () => {
    commandTable(parsePowerShell, [
      { what: 'separators', text: 'A;B\nC', commands: [['A'], ['B'], ['C']] },
      { what: 'pipelines over lines', text: 'A |\n B\n| C', commands: [['A'], ['B'], ['C']] },
      { what: 'chains', text: 'A && B || C', commands: [['A'], ['B'], ['C']] },
      {
        what: 'calls',
        text: '& "a b" c\n. .\\x.ps1\n& $x',
        commands: [['a b', 'c'], ['.\\x.ps1'], ['‹$x›']],
      },
      {
        what: 'assignments',
        text: '$x = Go a\n$x.y=Go b\n[int]$z += Go c',
        commands: [
          ['Go', 'a'],
          ['Go', 'b'],
          ['Go', 'c'],
        ],
      },
      {
        what: 'casts',
        text: '[void](Go a)\n[void] (Go b)',
        commands: [
          ['Go', 'a'],
          ['Go', 'b'],
        ],
      },
      {
        what: 'commands in strings',
        text: 'A "b $(C d)"',
        commands: [
          ['A', '‹"b $(C d)"›'],
          ['C', 'd'],
        ],
      },
      {
        what: 'commands in conditions',
        text: 'if (-not (A b)) { C } elseif ($x) { D } else { E }',
        commands: [['A', 'b'], ['C'], ['D'], ['E']],
      },
      {
        what: 'jumps',
        text: 'return Go a\nexit 3010\nthrow "x"\nbreak',
        commands: [['return'], ['Go', 'a'], ['exit', '3010'], ['throw', 'x'], ['break']],
      },
      {
        what: 'hash tables',
        text: 'Go @{ a = 1; b = In x\n "c" = @{} }',
        commands: [
          ['Go', '‹@{ a = 1; b = In x\n "c" = @{} }›'],
          ['In', 'x'],
        ],
      },
      {
        what: 'operators over lines',
        text: '$x = 1 +\n 2\n$y -and\n (Go)\nNext',
        commands: [['Go'], ['Next']],
      },
      {
        what: 'parameters with attributes',
        text: '[CmdletBinding()]param([Parameter(Mandatory)][string]$a = "x",\n[ValidateScript({ Test-It $_ })]$b)\nGo',
        commands: [['Test-It', '‹$_›'], ['Go']],
      },
      {
        what: 'words that only look like keywords',
        text: 'if-not a\nprocess x\ndata\nfor.exe\nend',
        commands: [['if-not', 'a'], ['process', 'x'], ['data'], ['for.exe'], ['end']],
      },
      {
        what: 'classes',
        text: 'class A : B {\n [int] $x = 1\n [void] Go([int] $y) { Run $y }\n}\nenum C { D; E }\nAfter',
        commands: [['Run', '‹$y›'], ['After']],
      },
      { what: 'a stray closer', text: 'A } B', commands: [['A'], ['B']], errors: 1 },
      {
        what: 'a missing parenthesis inside a block',
        text: 'if ($x) { A (B c }\nD',
        commands: [['A', '‹(B c ›'], ['B', 'c'], ['D']],
        errors: 1,
      },
      { what: 'an expression that goes on', text: '"a" b', commands: [['b']], errors: 1 },
    ]);

    it('says how commands are joined', () => {
      const { commands } = parsePowerShell('A; B\nC | D && E || F');
      assert.deepEqual(
        commands.map(({ connector }) => connector),
        ['start', ';', 'newline', '|', '&&', '||'],
      );
    });

    it('counts a pipeline with expressions and nested commands', () => {
      const { commands } = parsePowerShell('$x | A { $y = B | C | D } | E');
      assert.deepEqual(
        commands.map(({ name, pipeline }) => `${name.value} ${pipeline.index}/${pipeline.length}`),
        ['A 1/3', 'B 0/3', 'C 1/3', 'D 2/3', 'E 2/3'],
      );
    });

    it('gives assignments their literal values', () => {
      const { assignments } = parsePowerShell(
        "$a = 'x'\n[int]$b.c += 5\n$global:d = $true\n$e = Go\n$f = 1 + 1",
      );
      assert.deepEqual(
        assignments.map(({ name, operator, value }) => [name, operator, value?.value ?? value?.variable]),
        [
          ['$a', '=', 'x'],
          ['$b.c', '+=', '5'],
          ['$global:d', '=', 'true'],
          ['$e', '=', undefined],
          ['$f', '=', undefined],
        ],
      );
    });

    it('reads configurations, with resources over two lines and their properties', () => {
      const text = 'Configuration C { Node "n" { Res\n {\n Keep = $true\n Do = { Go } } } }\nnode app.js';
      const script = parsePowerShell(text);
      assert.deepEqual(contextsOf(script, text), [
        'configuration/node Res',
        'configuration/node/scriptblock/scriptblock Go',
        'node',
      ]);
      assert.deepEqual(
        script.assignments.map(({ name, value }) => [name, value?.variable]),
        [
          ['Keep', 'true'],
          ['Do', undefined],
        ],
      );
    });
  });

  describe('contexts', () => {
    const contexts: [string, string[]][] = [
      ['function F($x) { A } F', ['function A', 'F']],
      ['function F { begin { A } process { B } }', ['function/block A', 'function/block B']],
      ['if ($x) { A } else { if (B) { C } }', ['branch A', 'branch/condition B', 'branch/branch C']],
      ['foreach ($i in A) { B }', ['condition A', 'loop B']],
      ['for ($i = 0; $i -lt (A); $i++) { B }', ['condition/subexpression A', 'loop B']],
      ['while (A) { B }\ndo { C } until (D)', ['condition A', 'loop B', 'loop C', 'condition D']],
      ['switch -regex (A) { "x" { B } default { C } }', ['condition A', 'branch B', 'branch C']],
      [
        'try { A } catch [X], [Y] { B } catch { C } finally { D }',
        ['try A', 'catch B', 'catch C', 'finally D'],
      ],
      ['trap [X] { A }', ['trap A']],
      ['A { B } | C', ['A', 'scriptblock B', 'C']],
      ['& { A }', ['‹{ A }›', 'scriptblock A']],
      ['$x = { A }\n$y = $(B)', ['scriptblock A', 'subexpression B']],
      ['IF ($x) { A } ELSE { B }', ['branch A', 'branch B']],
    ];
    for (const [text, expected] of contexts)
      it(text, () => assert.deepEqual(contextsOf(parsePowerShell(text), text), expected));

    it('gives a branch its condition, keyword and span', () => {
      const text = 'if ($false) { A } elseif (1 -eq 2) { B } else { C }';
      const { commands } = parsePowerShell(text);
      const slice = (span: { start: number; end: number } | undefined) =>
        span && text.slice(span.start, span.end);
      assert.deepEqual(
        commands.map(({ context: [branch] }) => [
          branch?.keyword,
          slice(branch?.condition),
          slice(branch?.span),
        ]),
        [
          ['if', '$false', 'if ($false) { A }'],
          ['elseif', '1 -eq 2', 'elseif (1 -eq 2) { B }'],
          ['else', undefined, 'else { C }'],
        ],
      );
    });

    it('names functions and the owners of script blocks', () => {
      const text = 'function global:Go-It { A }\nStart-Job -ScriptBlock { B }';
      const { commands, functions } = parsePowerShell(text);
      assert.deepEqual(
        commands.map(({ context }) => context[0]?.name),
        ['global:Go-It', undefined, 'Start-Job'],
      );
      assert.deepEqual(functions, [
        { name: 'global:Go-It', span: { start: 0, end: 27 }, bodySpan: { start: 22, end: 27 } },
      ]);
    });
  });

  it('lists method calls with their targets and arguments', () => {
    const text = "(Get-It x -y).Reset()\n[A.B]::Run('c', 2)\n$x.y.Go((In)).Then()\n$x.NotACall\nA $z.Go(1)";
    const { invocations } = parsePowerShell(text);
    assert.deepEqual(
      invocations.map(({ member, target, isStatic, args }) => [
        member,
        text.slice(target.start, target.end),
        isStatic,
        args.map(({ value }) => value),
      ]),
      [
        ['Reset', '(Get-It x -y)', false, []],
        ['Run', '[A.B]', true, ['c', '2']],
        ['Go', '$x.y', false, [undefined]],
        ['Then', '$x.y.Go((In))', false, []],
        ['Go', '$z', false, ['1']],
      ],
    );
  });

  it('has exact spans', () => {
    const text = 'A\n  & "b c" -D:1 `\n "e $f" > g # h';
    const command = parsePowerShell(text).commands[1];
    assert.ok(command);
    const slices = [command.name, ...command.args, command].map(({ span }) =>
      text.slice(span.start, span.end),
    );
    assert.deepEqual(slices, ['"b c"', '-D:1', '"e $f"', '& "b c" -D:1 `\n "e $f" > g']);
    assert.deepEqual(command.name.content, { start: 7, end: 10 });
    assert.deepEqual(parsePowerShell(text).comments, [{ start: text.indexOf('# h'), end: text.length }]);
  });

  it('stops at a nesting that is too deep', () => {
    const script = parsePowerShell('Before\n' + '('.repeat(1000) + 'x');
    assert.deepEqual(commandsOf(script, 'Before'), [['Before']]);
    assert.match(script.problems[0]?.message ?? '', /too deep/);
  });

  const sample = `#requires -Version 5
<# Prepares the
   machine #>
[CmdletBinding()]
param([Parameter(Mandatory = $true)][ValidateSet('a', "b")][string[]]$Names = @('x', 'y'), [switch]$Force)
Set-StrictMode -Version Latest; $ErrorActionPreference = "Stop"
trap { Write-Host "ERROR: $_"; "$(($_.ScriptStackTrace -split '\\r?\\n') -join "\`n")" | Write-Host; exit 1 }
function Install-It([string]$path, $more = (Get-Item .)) {
  try { & "$env:TEMP\\it.exe" /quiet /log:"$path\\it log.txt" @args 2>&1 | Out-Null } catch [System.Exception] { throw "x: $($_.Message)" } finally { Remove-Item -Force:$false \${path} }
}
foreach ($name in $Names | Sort-Object { $_.Length }) { if ($name -like 'a*' -and !(Test-Path "C:\\$name")) { continue } elseif ($false) { Go } else { Install-It $name } }
$table = @{ First = 1; 'Second' = Get-It -x; Third = { Run } }
switch -regex ($table.First) { '^\\d+$' { $x++ } default { [Console]::WriteLine("none", 0x1F) } }
do { Start-Sleep -Seconds 1 } while (-not $done)
$text = @"
Some $(Get-Date -Format 'yyyy') text with "quotes" and $($table['First'])
"@
(Get-It Some_Class -Filter "a='b'").Invoke($text, @(1, 2)).Result[0]
cmd /c --% echo "%PATH%" & dir
`;
  hardeningTests(
    parsePowerShell,
    sample,
    '$x|$(|(|)|{|}|@{|@(|"|\'|`|\n|;|,|=|.y|::z|[|]|[a]|-b|-c:|&|<#|#>|#|@"\n|"@|@\'\n|if (|else {|function f {|foreach ($i in |switch (|{ try {|catch|${|%|?|>|2>&1|--%|configuration a {|a|1| |param(|class x {|return |“'
      .split('|')
      .concat(['|', '||']),
  );
});
