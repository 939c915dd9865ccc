import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadWASM, OnigScanner, OnigString } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';
import type { IGrammar } from 'vscode-textmate';
import { recorded } from '../../support/recorded';

const grammarFile = path.join(REPO_ROOT, 'syntaxes', 'packer-log.tmLanguage.json');

async function loadGrammar(): Promise<IGrammar> {
  const wasm = path.join(REPO_ROOT, 'node_modules', 'vscode-oniguruma', 'release', 'onig.wasm');
  await loadWASM(readFileSync(wasm));
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new OnigScanner(patterns),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: () => Promise.resolve(parseRawGrammar(readFileSync(grammarFile, 'utf8'), grammarFile)),
  });
  const grammar = await registry.loadGrammar('source.packer-log');
  assert.ok(grammar);
  return grammar;
}

describe("the colors of Packer's log", () => {
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadGrammar();
  });

  it('are red for errors alone, in light themes too', () => {
    // VS Code's light themes paint these in shades of red: extensions/theme-defaults/themes/light_vs.json.
    const red = /^(?:string|invalid|markup\.(?:heading|deleted|inline\.raw)|punctuation\.definition\.tag)\b/;
    const scopes = [...readFileSync(grammarFile, 'utf8').matchAll(/"(?:contentN|n)ame": "([^"]+)"/g)].flatMap(
      ([, names = '']) => names.split(' '),
    );
    assert.ok(scopes.length > 20);
    assert.deepEqual(
      [...new Set(scopes.filter((scope) => red.test(scope)))],
      ['invalid.illegal.error.packer-log'],
    );
  });

  /** What has a scope in a line, as the texts that bear it. */
  function scoped(line: string): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const { startIndex, endIndex, scopes } of grammar.tokenizeLine(line, INITIAL).tokens)
      for (const scope of scopes) {
        const name = scope.replace('.packer-log', '');
        found.set(name, [...(found.get(name) ?? []), line.slice(startIndex, endIndex)]);
      }
    return found;
  }

  const time = '2026-11-23T05:06:19Z';
  for (const [line, scope, ...texts] of [
    [`${time}: ==> one: Retrieving ISO`, 'comment.line.timestamp', `${time}:`],
    ['2026-11-23T05:06:19+01:00: ==> one: x', 'comment.line.timestamp', '2026-11-23T05:06:19+01:00:'],
    [`${time}: ==> one: Retrieving ISO`, 'entity.name.function.build', 'one'],
    ['==> my build: x', 'entity.name.function.build', 'my build'],
    ['==> bld.null.one: x', 'entity.name.function.build', 'bld.null.one'],
    ['    two: step one', 'entity.name.function.build', 'two'],
    ['==> qemu (vagrant): Creating a box', 'entity.name.type.post-processor', '(vagrant)'],
    ['==> qemu: Provisioning with shell script: a b.sh', 'variable.other.constant.path', 'a b.sh'],
    ['==> qemu: Uploading a => /b', 'variable.other.constant.path', 'a', '/b'],
    ['==> win: Provisioning with Powershell...', 'markup.bold.step', ' Provisioning with Powershell...'],
    ['==> qemu: Running post-processor: vagrant', 'markup.bold.step', ' Running post-processor: vagrant'],
    [
      '==> qemu: Gracefully halting virtual machine...',
      'markup.bold.does',
      ' Gracefully halting virtual machine...',
    ],
    [
      '==> win: Waiting for WinRM to become available...',
      'keyword.other.wait',
      ' Waiting for WinRM to become available...',
    ],
    [
      '==> win: Pausing 5s before the next provisioner...',
      'keyword.other.wait',
      ' Pausing 5s before the next provisioner...',
    ],
    ['==> win: Connected to WinRM!', 'markup.inserted.success', ' Connected to WinRM!'],
    ['==> qemu: Deleting output directory...', 'token.warn-token', ' Deleting output directory...'],
    ['==> win: #< CLIXML', 'comment.block.clixml', ' #< CLIXML'],
    [
      '    win: <Objs Version="1"><Obj S="progress"/></Objs>',
      'comment.block.clixml',
      '<Objs Version="1"><Obj S="progress"/></Objs>',
    ],
    [
      '==> win: <Objs><S S="Error">nosuch is not known</S></Objs>',
      'token.error-token',
      'nosuch is not known',
    ],
    ['==> win: At C:\\x.ps1:12 char:3', 'variable.other.constant.path', 'C:\\x.ps1'],
    [
      '==> win:     + CategoryInfo          : NotSpecified',
      'token.error-token',
      '     + CategoryInfo          : NotSpecified',
    ],
    ['==> nix: /tmp/x.sh: line 3: nosuch: command not found', 'constant.numeric.line', '3'],
    [
      '==> null: Provisioning step had errors: Running',
      'token.error-token',
      ' Provisioning step had errors: Running',
    ],
    ["Build 'null' errored after 5 seconds: exit 3", 'token.error-token', 'errored', ': exit 3'],
    [`${time}: Build 'one' finished after 1 second.`, 'constant.numeric.duration', '1 second'],
    ['    one: secret is <sensitive>', 'constant.language.sensitive', '<sensitive>'],
    ['--> two: Stored file: out.txt', 'markup.inserted.artifact', ' Stored file: out.txt'],
    [
      '--> two: Script exited with non-zero exit status: 3',
      'token.error-token',
      ' Script exited with non-zero exit status: 3',
    ],
    ['==> Wait completed after 3 seconds', 'constant.numeric.duration', '3 seconds'],
    [
      'Cancelling build after receiving terminated',
      'token.warn-token',
      'Cancelling build after receiving terminated',
    ],
    ['Error: Unset variable', 'token.error-token', 'Error: Unset variable'],
    ["* Output directory 'x' already exists.", 'token.error-token', "* Output directory 'x' already exists."],
    ['2026/11/23 05:06:19 [ERR] bad', 'token.error-token', '[ERR] bad'],
  ] as [string, string, ...string[]][])
    it(`${scope} in ${line}`, () => {
      // Neighbours of the same scope are one text.
      const joined = (scoped(line).get(scope) ?? []).reduce<string[]>(
        (all, text) =>
          line.includes(`${all.at(-1) ?? '\n'}${text}`)
            ? [...all.slice(0, -1), `${all.at(-1)}${text}`]
            : [...all, text],
        [],
      );
      assert.deepEqual(joined, texts);
    });

  it('leaves ordinary output without a color', () => {
    for (const line of [
      '    one: step one in one',
      '==> one: some output of a script',
      '    one: Error-free',
    ])
      assert.deepEqual(
        [...scoped(line).keys()].filter((scope) => /^(markup|token|invalid|comment)\b/.test(scope)),
        line.includes('Error') ? ['invalid.illegal.error', 'token.error-token'] : [],
        line,
      );
  });

  it('knows the build of every line that has one in the recorded output', () => {
    for (const [command, { stdout }] of recorded('packer/build-1.6.6.txt')) {
      if (command.includes('-color=true') || command.includes('-machine-readable')) continue;
      for (const line of stdout.split('\n'))
        if (/^(?:\S+Z: )?(?:==> (?!Wait|Builds|Some)| {4}[a-z.]+: )/.test(line))
          assert.ok(scoped(line).has('entity.name.function.build'), `${command}\n${line}`);
    }
  });

  it('ends every line where it began: nothing goes on into the next one', () => {
    for (const { stdout } of recorded('packer/build-1.6.6.txt').values()) {
      let state = INITIAL;
      for (const line of stdout.split('\n')) {
        const { ruleStack } = grammar.tokenizeLine(line, state);
        assert.equal(ruleStack.depth, 1, line);
        state = ruleStack;
      }
    }
  });
});
