import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jsonTemplate } from '../support/ruleTests';
import { skipWithout } from '../support/skip';

/** A real Neovim, without a screen, by the configuration that docs/editors.md has for it. */
describe('the language server in Neovim', function () {
  this.timeout(120_000);
  let folder: string;
  before(function () {
    skipWithout(this, 'BOXWRIGHT_NEOVIM');
  });
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-neovim-')));
    mkdirSync(path.join(folder, 'project', '.git'), { recursive: true });
    mkdirSync(path.join(folder, 'bin'));
    const program = path.join(REPO_ROOT, 'dist', 'cli.js');
    const boxwright = path.join(folder, 'bin', 'boxwright');
    writeFileSync(boxwright, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
    chmodSync(boxwright, 0o755);
    writeFileSync(path.join(folder, 'project', 'setup.ps1'), "'𝄞é'\nRestart-Computer\n");
    writeFileSync(
      path.join(folder, 'project', 't.json'),
      jsonTemplate({ memory: 2048 }, { type: 'powershell', script: 'setup.ps1' }),
    );
    writeFileSync(
      path.join(folder, 'project', 'Vagrantfile'),
      'Vagrant.configure("2") do |config|\n  config.vm.boot_timeout = 300\n  config.vm.boot_ti\nend\n',
    );
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs Lua in Neovim. `wait` waits until a function gives something, and returns it. @returns what it passes to `say` */
  async function inNeovim(file: string, lua: string): Promise<unknown> {
    const docs = readFileSync(path.join(REPO_ROOT, 'docs', 'editors.md'), 'utf8');
    const init = /```lua\n(vim\.lsp\.config[\s\S]*?)```/.exec(docs)?.[1];
    assert.ok(init);
    writeFileSync(path.join(folder, 'init.lua'), init);
    const answer = path.join(folder, 'answer.json');
    writeFileSync(
      path.join(folder, 'drive.lua'),
      `local function say(value) vim.fn.writefile({ vim.json.encode(value) }, ${JSON.stringify(answer)}) end
local function wait(get)
  local value
  vim.wait(60000, function() value = get() return value ~= nil and value ~= false end, 10)
  return value
end
local function codes(buffer)
  return vim.tbl_map(function(one) return one.code end, vim.diagnostic.get(buffer or 0))
end
local function has(code) return function() return vim.tbl_contains(codes(), code) end end
local function at(pattern) vim.fn.cursor(1, 1) vim.fn.search(pattern, 'c') end
local ok, problem = pcall(function()
${lua}
end)
if not ok then say({ problem = problem }) end
for _, client in ipairs(vim.lsp.get_clients()) do client:stop() end
vim.wait(10000, function() return #vim.lsp.get_clients() == 0 end, 10)
vim.cmd('qall!')
`,
    );
    const args = ['--headless', '--clean', '-u', path.join(folder, 'init.lua')];
    const neovim = spawn(
      process.env['BOXWRIGHT_NEOVIM'] ?? '',
      [...args, '-c', `luafile ${path.join(folder, 'drive.lua')}`, file],
      {
        cwd: path.join(folder, 'project'),
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          HOME: folder,
          XDG_STATE_HOME: path.join(folder, 'state'),
          XDG_CONFIG_HOME: path.join(folder, 'config'),
          PATH: `${path.join(folder, 'bin')}${path.delimiter}${process.env['PATH']}`,
        },
      },
    );
    let said = '';
    for (const stream of [neovim.stdout, neovim.stderr])
      stream.on('data', (data: Buffer) => (said += data.toString()));
    await once(neovim, 'close');
    try {
      return JSON.parse(readFileSync(answer, 'utf8'));
    } catch {
      return assert.fail(`Neovim has said nothing but: ${said}`);
    }
  }

  it('shows problems while somebody types, and fixes one', async () => {
    const said = await inNeovim(
      'setup.ps1',
      `
  wait(has('reboot-in-provisioner'))
  local found = vim.diagnostic.get(0)[1]
  local result = { code = found.code, source = found.source, line = found.lnum, column = found.col }
  at('Restart-Computer')
  vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.isPreferred end })
  wait(function() return not vim.tbl_contains(codes(), 'reboot-in-provisioner') end)
  result.text = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  result.left = codes()
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { "'é𝄞'; Restart-Computer" })
  wait(has('reboot-in-provisioner'))
  result.again = vim.diagnostic.get(0)[1].col
  result.encoding = vim.lsp.get_clients()[1].offset_encoding
  say(result)`,
    );
    assert.ok(said && typeof said === 'object' && !('problem' in said), JSON.stringify(said));
    const { text, left, ...result } = said as { text: string[]; left: unknown[] };
    assert.deepEqual(result, {
      code: 'reboot-in-provisioner',
      source: 'boxwright',
      line: 1,
      column: 0,
      // In bytes, as Neovim has it: é takes two, 𝄞 four.
      again: "'é𝄞'; ".length + 1 + 2,
      encoding: 'utf-16',
    });
    assert.doesNotMatch(text.join('\n'), /^Restart-Computer$/m);
    assert.deepEqual(left, []);
  });

  it('tells what a setting means, and offers others', async () => {
    const said = await inNeovim(
      'Vagrantfile',
      `
  local client = wait(function() return vim.lsp.get_clients({ bufnr = 0 })[1] end)
  wait(function() return client.initialized end)
  at('boot_timeout')
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local hover = client:request_sync('textDocument/hover', params, 60000, 0)
  at('boot_ti$')
  vim.fn.cursor(vim.fn.line('.'), vim.fn.col('$'))
  local place = vim.lsp.util.make_position_params(0, client.offset_encoding)
  place.position.character = #vim.fn.getline('.')
  local found = client:request_sync('textDocument/completion', place, 60000, 0)
  local labels = vim.tbl_map(function(item) return item.label end, found.result.items)
  say({ hover = hover.result.contents.value, found = vim.tbl_contains(labels, 'boot_timeout') })`,
    );
    const { hover, found } = said as { hover: string; found: boolean };
    assert.match(hover, /default 300/);
    assert.equal(found, true);
  });
});
