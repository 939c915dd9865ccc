import assert from 'node:assert/strict';
import { parseBatch } from '../../../../src/syntax/script/batch/parseBatch';
import { commandTable, contextsOf, hardeningTests } from './support';

describe('parseBatch', () => {
  describe('words', () => {
    commandTable(parseBatch, [
      {
        what: 'plain lines',
        text: '@echo off\r\ngo a /b\r\n',
        commands: [
          ['echo', 'off'],
          ['go', 'a', '/b'],
        ],
      },
      { what: 'comments', text: 'REM go & stop\n:: go\n@rem go\nremove x', commands: [['remove', 'x']] },
      { what: 'quotes', text: 'go "a & b" c"d e"', commands: [['go', 'a & b', 'cd e']] },
      {
        what: 'quotes for programs',
        text: 'go "a \\"b\\" c"\ncd "C:\\x\\" & go',
        commands: [['go', 'a "b" c'], ['cd', 'C:\\x\\'], ['go']],
      },
      { what: 'a quote that ends with its line', text: 'go "a\nb', commands: [['go', 'a'], ['b']] },
      { what: 'carets', text: 'go a^&b ^\r\n  c "d^e"', commands: [['go', 'a&b', 'c', 'd^e']] },
      {
        what: 'variables',
        text: 'go %X% %1 %~dp0x %%i 5%% %Y',
        commands: [['go', '‹%X%›', '‹%1›', '‹%~dp0x›', '‹%%i›', '5%', 'Y']],
      },
      {
        what: 'the variable of a loop as it is typed, beside others',
        text: 'for %i in (D E) do go %i:\\x %~ni %ID% %i%',
        commands: [['go', '‹%i:\\x›', '‹%~ni›', '‹%ID%›', '‹%i%›']],
      },
      {
        what: 'signs of which none is of a loop',
        text: 'go %i in (x) do% y',
        commands: [['go', '‹%i in (x) do%›', 'y']],
      },
      { what: 'equals signs in arguments', text: 'go A=b C="d e"', commands: [['go', 'A=b', 'C=d e']] },
      {
        what: 'options without a blank',
        text: 'go/r /t 0\necho.\ncd..\ngoto:eof',
        commands: [
          ['go', '/r', '/t', '0'],
          ['echo', '.'],
          ['cd', '..'],
          ['goto', ':eof'],
        ],
      },
      { what: 'exclamation marks', text: 'go a!b!', commands: [['go', 'a!b!']] },
      {
        what: 'delayed variables',
        text: 'setlocal EnableDelayedExpansion\ngo a!b!',
        commands: [
          ['setlocal', 'EnableDelayedExpansion'],
          ['go', '‹a!b!›'],
        ],
      },
    ]);
  });

  describe('commands', () => {
    commandTable(parseBatch, [
      { what: 'operators', text: 'a & b && c || d | e', commands: [['a'], ['b'], ['c'], ['d'], ['e']] },
      { what: 'blocks', text: '( a\nb (c)\n) > x\nd', commands: [['a'], ['b', '(c'], ['d']] },
      { what: 'parentheses in arguments', text: 'go a) (b', commands: [['go', 'a)', '(b']] },
      { what: 'a parenthesis behind a block', text: '(a)\ngo b)', commands: [['a'], ['go', 'b)']] },
      {
        what: 'an operator that only cmd sees unquoted',
        text: 'go "a \\"b & c',
        commands: [['go', 'a "b '], ['c']],
      },
      { what: 'if exist', text: 'if not exist "a b" go c', commands: [['go', 'c']] },
      {
        what: 'if ==',
        text: 'if /i "%1"=="x" (a) else if %2==y (b) else c & d',
        commands: [['a'], ['b'], ['c'], ['d']],
      },
      {
        what: 'if EQU',
        text: 'if %errorlevel% EQU 0 a\nif errorlevel 1 b\nif defined X c',
        commands: [['a'], ['b'], ['c']],
      },
      {
        what: 'for',
        text: 'for /L %%i in (1,1,3) do @go %%i\nfor %%a in (x y) do (b\nc)',
        commands: [['go', '‹%%i›'], ['b'], ['c']],
      },
      {
        what: 'for /f with a command',
        text: `for /f "tokens=1" %%i in ('a "b" ^| c') do d`,
        commands: [['a', 'b'], ['c'], ['d']],
      },
      { what: 'for as it is typed', text: 'for %i in (x y) do @b', commands: [['b']] },
      { what: 'for /f with a file', text: 'for /f %%i in (list.txt) do d', commands: [['d']] },
      { what: 'redirections', text: '>x a 2>&1 <y 2>nul', commands: [['a']] },
      { what: 'an unclosed block', text: 'if a==b (\nc', commands: [['c']], errors: 1 },
      { what: 'a missing command', text: 'a &&', commands: [['a']], errors: 1 },
    ]);

    it('says how commands are joined', () => {
      const { commands } = parseBatch('a & b\nc | d && e || f');
      assert.deepEqual(
        commands.map(({ connector, pipeline }) => `${connector} ${pipeline.index}/${pipeline.length}`),
        ['start 0/1', '& 0/1', 'newline 0/2', '| 1/2', '&& 0/1', '|| 0/1'],
      );
    });

    it('reads labels, assignments and redirections', () => {
      const text = ':Start\nset X=a b\nset "Y=c d"\nset Z=%X%\n:end of it\ngo >> log.txt 2>&1';
      const { labels, assignments, commands } = parseBatch(text);
      assert.deepEqual(labels, [
        { name: 'Start', span: { start: 0, end: 6 } },
        { name: 'end', span: { start: text.indexOf(':end'), end: text.indexOf(':end') + 4 } },
      ]);
      assert.deepEqual(
        assignments.map(({ name, value }) => [name, value?.value ?? value?.variable]),
        [
          ['X', 'a b'],
          ['Y', 'c d'],
          ['Z', 'X'],
        ],
      );
      assert.deepEqual(
        commands.at(-1)?.redirections.map(({ operator, target }) => [operator, target?.value]),
        [
          ['>>', 'log.txt'],
          ['2>&1', undefined],
        ],
      );
    });

    it('has exact spans', () => {
      const text = '@go ^\r\n "a b"  > c & next';
      const [command] = parseBatch(text).commands;
      assert.ok(command);
      assert.equal(text.slice(command.span.start, command.span.end), 'go ^\r\n "a b"  > c');
      assert.deepEqual(command.args[0]?.content, { start: 9, end: 12 });
    });
  });

  it('gives contexts and conditions', () => {
    const text = 'if exist x (\n a\n for %%i in (1) do b\n) else (c)\nd';
    const script = parseBatch(text);
    assert.deepEqual(contextsOf(script, text), ['branch a', 'branch/loop b', 'branch c', 'd']);
    const [first] = script.commands[0]?.context ?? [];
    assert.ok(first?.condition);
    assert.equal(text.slice(first.condition.start, first.condition.end), 'exist x');
    assert.deepEqual(contextsOf(parseBatch("for /f %%i in ('a') do (b)"), ''), ['substitution a', 'loop b']);
  });

  const sample = `@echo off\r
setlocal EnableDelayedExpansion\r
:: Prepares the machine\r
set "DIR=%TEMP%\\a b" & set LIST=one;two\r
if not defined X (\r
  echo Nothing ^(yet^) & rem done\r
  if /i "%1"=="/quiet" ( call :install "%~dp0it.exe" %* ) else if errorlevel 3010 goto end\r
) else (\r
  for /f "usebackq tokens=1,2 delims== " %%i in (\`go list ^| find "x"\`) do @set !%%i!=%%~nj\r
)\r
powershell -NoProfile -Command "& { Get-It \\"a\\" | Out-Null }" >> "%DIR%\\log.txt" 2>&1 || exit /b 1\r
start "" /wait %SystemRoot%\\it.exe /s ^\r
  /v"/qn A=B"\r
:install\r
>nul 2>&1 reg.exe add "HK\\X" /v a /d "C:\\x\\" /f && net start it\r
:end\r
`;
  hardeningTests(
    parseBatch,
    sample,
    '%X%;%;!;^;";(;);&;|;>;<;2>&1;\r\n;\n;if ;else ;not ;exist ;==;for ;/f ;%%i in (;\') do ;\' ;`;do ;rem ;:;::;@;a;a/b; ;set "x=;\\";set enabledelayedexpansion;for /f %%i in (\'x) do ;if a==b '
      .split(';')
      .concat([';']),
  );
});
