import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SourceText } from '../../src/text/sourceText';
import { LspClient } from '../support/lspClient';
import type { Diagnostic, Message, Position } from '../support/lspClient';
import { editors } from '../support/lspEditors';
import { answerFile, jsonTemplate } from '../support/ruleTests';

interface Range {
  readonly start: Position;
  readonly end: Position;
}
interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}
interface CodeAction {
  readonly title: string;
  readonly kind: string;
  readonly isPreferred?: boolean;
  readonly diagnostics?: readonly Diagnostic[];
  readonly edit: {
    readonly changes?: Readonly<Record<string, readonly TextEdit[]>>;
    readonly documentChanges?: readonly {
      readonly kind?: string;
      readonly uri?: string;
      readonly textDocument?: { readonly uri: string; readonly version: number | null };
      readonly edits?: readonly TextEdit[];
    }[];
  };
}
interface Report {
  readonly kind: string;
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

const { version: productVersion } = JSON.parse(
  readFileSync(path.join(REPO_ROOT, 'package.json'), 'utf8'),
) as { version: string };

const reboot = 'reboot-in-provisioner';
const memory = 'memory-below-4gb';
const opening = answerFile({
  firstLogon: [
    'winrm quickconfig -q',
    'winrm set winrm/config/service/auth @{Basic="true"}',
    'winrm set winrm/config/service @{AllowUnencrypted="true"}',
  ],
});
const files = {
  't.json': jsonTemplate({ memory: 2048 }, { type: 'powershell', script: 'setup.ps1' }),
  'setup.ps1': 'Get-Item .\r\nRestart-Computer\r\n',
  'Autounattend.xml': opening,
  Vagrantfile: 'Vagrant.configure("2") do |config|\n  config.vm.boot_timeout = 300\nend\n',
  'notes.json': '{}',
} as const;

const applied = (text: string, edits: readonly TextEdit[]): string => {
  const source = new SourceText('/t', text);
  return [...edits]
    .sort((a, b) => source.offsetAt(b.range.start) - source.offsetAt(a.range.start))
    .reduce(
      (all, { range, newText }) =>
        all.slice(0, source.offsetAt(range.start)) + newText + all.slice(source.offsetAt(range.end)),
      text,
    );
};

describe('the language server', () => {
  let folder: string;
  let client: LspClient;
  const clients: LspClient[] = [];
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright lsp é-')));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  });
  afterEach(async () => {
    for (const one of clients.splice(0)) {
      one.kill();
      await one.ended();
      assert.equal(one.stderr, '');
      const errors = one.heard.filter(({ method }) => method === 'window/logMessage');
      assert.deepEqual(errors, []);
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const begin = (args?: readonly string[], env?: NodeJS.ProcessEnv) => {
    client = new LspClient(folder, args, env);
    clients.push(client);
    return client;
  };
  const start = async (capabilities: object = {}, more: object = {}) => {
    begin();
    const result = await client.request<{ capabilities: Record<string, unknown> }>('initialize', {
      processId: process.pid,
      rootUri: client.uri('.'),
      capabilities,
      ...more,
    });
    client.notify('initialized', {});
    return result.capabilities;
  };
  const open = (name: string, text: string, version = 1) =>
    client.notify('textDocument/didOpen', {
      textDocument: { uri: client.uri(name), languageId: 'any', version, text },
    });
  const change = (name: string, version: number, ...contentChanges: readonly object[]) =>
    client.notify('textDocument/didChange', {
      textDocument: { uri: client.uri(name), version },
      contentChanges,
    });
  const placeOf = (text: string, part: string): Position =>
    new SourceText('/t', text).positionAt(text.indexOf(part));
  const about = (name: string) => ({ textDocument: { uri: client.uri(name) } });
  const whole = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

  for (const editor of editors)
    it(`does what ${editor.name} asks of it, from the first file to the last`, async () => {
      begin();
      const { capabilities, serverInfo } = await client.request<{
        capabilities: Record<string, unknown>;
        serverInfo: object;
      }>('initialize', {
        processId: process.pid,
        clientInfo: { name: editor.name, version: editor.version },
        rootPath: folder,
        rootUri: client.uri('.'),
        workspaceFolders: [{ uri: client.uri('.'), name: 'images' }],
        initializationOptions: {},
        capabilities: editor.capabilities,
        trace: 'off',
      });
      assert.equal(capabilities['positionEncoding'], 'utf-16');
      assert.equal('diagnosticProvider' in capabilities, editor.pulls);
      assert.deepEqual(serverInfo, { name: 'Boxwright', version: productVersion });
      client.notify('initialized', {});
      if (editor.configures) client.notify('workspace/didChangeConfiguration', { settings: {} });

      // Opened, and typed into: at a wrong place it would be another command.
      let text: string = files['setup.ps1'].replace('Computer', 'mputer');
      let version = 0;
      open('setup.ps1', text, version);
      const type = (at: Position, put: string) => {
        text = applied(text, [{ range: { start: at, end: at }, newText: put }]);
        change('setup.ps1', ++version, {
          range: { start: at, end: at },
          ...(editor.rangeLength && { rangeLength: 0 }),
          text: put,
        });
      };
      type({ line: 0, character: 0 }, "'𝄞é'; ");
      type({ line: 1, character: 'Restart-'.length }, 'Co');
      let previous: string | undefined;
      const refreshed = () => client.heard.filter(({ method }) => method === 'workspace/diagnostic/refresh');
      // It asks when a text has changed, and again when it is told to.
      const diagnostics = async (
        holds: (codes: readonly string[]) => boolean,
      ): Promise<readonly Diagnostic[]> => {
        if (!editor.pulls) return client.codes('setup.ps1', holds);
        const earlier = refreshed().length;
        const report = await client.request<Report>('textDocument/diagnostic', {
          ...about('setup.ps1'),
          identifier: 'boxwright',
          previousResultId: previous ?? null,
        });
        previous = report.resultId;
        if (report.kind === 'full' && holds(report.items.map(({ code }) => code))) return report.items;
        await client.until(() => refreshed().length > earlier);
        return diagnostics(holds);
      };
      const [found] = await diagnostics((codes) => codes.includes(reboot));
      assert.ok(found);
      assert.deepEqual(found.range, {
        start: { line: 1, character: 0 },
        end: { line: 1, character: 'Restart-Computer'.length },
      });
      assert.equal(found.source, 'boxwright');
      assert.equal(
        found.codeDescription?.href.endsWith(`/docs/rules/${reboot}.md`) ?? false,
        editor.name !== 'Eglot',
      );

      // Mended, by what is offered first, in the version that the editor has.
      const offered = await client.request<CodeAction[]>('textDocument/codeAction', {
        ...about('setup.ps1'),
        range: { start: found.range.start, end: found.range.start },
        context: { diagnostics: [found], triggerKind: 1 },
      });
      const [fix] = offered;
      assert.ok(fix, 'nothing offered');
      assert.deepEqual([fix.kind, fix.isPreferred, fix.diagnostics?.[0]?.code], ['quickfix', true, reboot]);
      assert.ok(offered.some(({ title }) => title === `Turn off ${reboot} for this line`));
      const elsewhere = await client.request('textDocument/codeAction', {
        ...about('setup.ps1'),
        range: { start: whole.start, end: whole.start },
        context: { diagnostics: [], only: ['quickfix'] },
      });
      assert.deepEqual(elsewhere, []);
      for (const { textDocument, edits = [] } of fix.edit.documentChanges ?? []) {
        if (textDocument?.uri !== client.uri('setup.ps1')) {
          assert.equal(textDocument?.version, null);
          writeFileSync(path.join(folder, 't.json'), applied(files['t.json'], edits));
          continue;
        }
        assert.equal(textDocument.version, version);
        text = applied(text, edits);
        change('setup.ps1', ++version, { text });
      }
      client.notify('workspace/didChangeWatchedFiles', {
        changes: [{ uri: client.uri('t.json'), type: 2 }],
      });
      await diagnostics((codes) => !codes.includes(reboot));

      client.notify('textDocument/didClose', about('setup.ps1'));
      assert.equal(await client.request('shutdown'), null);
      client.notify('exit', undefined);
      assert.equal(await client.ended(), 0);
      assert.equal(client.heard.filter(({ method }) => method === 'window/showMessage').length, 0);
    });

  describe('to editors that wait for diagnostics', () => {
    it('tells those of all files of the workspace, with their pages, tags and places', async () => {
      writeFileSync(
        path.join(folder, 'v.pkr.hcl'),
        'variable "unused" {\n  type = string\n}\nsource "null" "a" {\n  communicator = "none"\n}\nbuild {\n  sources = ["null.a"]\n}\n',
      );
      await start({
        textDocument: { publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] } } },
      });
      const [found] = await client.codes('v.pkr.hcl', (codes) => codes.length > 0);
      assert.deepEqual([found?.code, found?.severity, found?.tags], ['unused-variable', 4, [1]]);
      assert.match(found?.codeDescription?.href ?? '', /\/docs\/rules\/unused-variable\.md$/);
      const inScript = await client.codes('setup.ps1', (codes) => codes.includes(reboot));
      assert.equal(inScript[0]?.relatedInformation?.[0]?.location.uri, client.uri('t.json'));
    });

    it('takes back what is gone when a text is closed without being saved', async () => {
      await start();
      await client.codes('setup.ps1', (codes) => codes.includes(reboot));
      open('setup.ps1', 'Get-Item .\n');
      await client.codes('setup.ps1', (codes) => !codes.length);
      client.notify('textDocument/didClose', about('setup.ps1'));
      await client.codes('setup.ps1', (codes) => codes.includes(reboot));
    });

    it('says of which version it speaks', async () => {
      await start({ textDocument: { publishDiagnostics: { versionSupport: true } } });
      open('setup.ps1', files['setup.ps1'], 7);
      const published = () => client.published.get(client.uri('setup.ps1'));
      await client.until(() => published()?.version === 7);
      change('setup.ps1', 8, { text: '' });
      await client.codes('setup.ps1', (codes) => !codes.length);
      assert.equal(published()?.version, 8);
    });
  });

  describe('to editors that pull diagnostics', () => {
    const pulling = {
      workspace: { diagnostics: { refreshSupport: true } },
      textDocument: { diagnostic: {}, publishDiagnostics: {} },
    };
    const pull = (name: string, previousResultId?: string) =>
      client.request<Report>('textDocument/diagnostic', { ...about(name), previousResultId });

    it('tells each once, and what did not change not again', async () => {
      await start(pulling);
      await client.codes('setup.ps1', (codes) => codes.includes(reboot));
      open('setup.ps1', files['setup.ps1']);
      await client.codes('setup.ps1', (codes) => !codes.length);
      const { items, resultId } = await pull('setup.ps1');
      assert.deepEqual(
        items.map(({ code }) => code),
        [reboot],
      );
      assert.deepEqual(await pull('setup.ps1', resultId), { kind: 'unchanged', resultId });
    });

    it('asks them to pull again where another file changes what is found', async () => {
      await start(pulling);
      await client.codes('t.json', (codes) => codes.includes(memory));
      open('setup.ps1', files['setup.ps1']);
      assert.equal((await pull('setup.ps1')).items.length, 1);
      const asked = () =>
        client.heard.filter(({ method }) => method === 'workspace/diagnostic/refresh').length;
      const before = asked();
      open('t.json', jsonTemplate({}));
      await client.until(() => asked() > before);
      assert.deepEqual((await pull('setup.ps1')).items, []);
    });

    it('answers for the whole workspace', async () => {
      await start(pulling);
      const all = await client.request<{ items: (Report & { uri: string })[] }>('workspace/diagnostic', {
        previousResultIds: [{ uri: client.uri('gone.json'), value: 'x' }],
      });
      const of = (name: string) => all.items.find(({ uri }) => uri === client.uri(name));
      assert.ok(of('t.json')?.items.some(({ code }) => code === memory));
      assert.deepEqual(of('gone.json')?.items, []);
      const again = await client.request<{ items: (Report & { uri: string })[] }>('workspace/diagnostic', {
        previousResultIds: all.items.map(({ uri, resultId }) => ({ uri, value: resultId })),
      });
      assert.deepEqual([...new Set(again.items.map(({ kind }) => kind))], ['unchanged']);
      assert.deepEqual(client.published.get(client.uri('t.json'))?.diagnostics ?? [], []);
    });
  });

  describe('offers', () => {
    it('hovers: what was read, and what a setting of a Vagrantfile means', async () => {
      await start({ textDocument: { hover: { contentFormat: ['markdown'] } } });
      await client.codes('t.json', (codes) => codes.includes(memory));
      const hover = (name: keyof typeof files, part: string) =>
        client.request<{ contents: { kind: string; value: string } } | null>('textDocument/hover', {
          ...about(name),
          position: placeOf(files[name], part),
        });
      assert.match((await hover('t.json', '2048'))?.contents.value ?? '', /2\D?048|2 GB/);
      const setting = await hover('Vagrantfile', 'boot_timeout');
      assert.equal(setting?.contents.kind, 'markdown');
      assert.match(setting.contents.value, /default 300/);
      assert.equal(await hover('t.json', '{'), null);
    });

    it('completions, with places to fill in only where the editor has them', async () => {
      const text = 'Vagrant.configure("2") do |config|\n  config.vm.boot_ti\nend\n';
      const complete = async (item: object) => {
        await start({ textDocument: { completion: { completionItem: item } } });
        open('Vagrantfile', text);
        const { items } = await client.request<{
          items: { label: string; insertTextFormat?: number; textEdit: Partial<TextEdit> & object }[];
        }>('textDocument/completion', {
          ...about('Vagrantfile'),
          position: { line: 1, character: '  config.vm.boot_ti'.length },
        });
        return items.find(({ label }) => label === 'boot_timeout');
      };
      const start1 = { line: 1, character: '  config.vm.'.length };
      const end = { line: 1, character: '  config.vm.boot_ti'.length };
      const plain = await complete({});
      assert.deepEqual(plain?.textEdit, { newText: 'boot_timeout = ', range: { start: start1, end } });
      const full = await complete({ snippetSupport: true, insertReplaceSupport: true });
      assert.equal(full?.insertTextFormat, 2);
      assert.deepEqual(full.textEdit, {
        newText: 'boot_timeout = $1',
        insert: { start: start1, end },
        replace: { start: start1, end },
      });
    });

    it('definitions of what a dsc step names', async () => {
      const text = jsonTemplate({}, { type: 'dsc', manifest_file: 'dsc/base.ps1' });
      mkdirSync(path.join(folder, 'dsc'));
      writeFileSync(path.join(folder, 'dsc', 'base.ps1'), 'Configuration Base { Node localhost { } }\n');
      await start({ textDocument: { definition: { linkSupport: true } } });
      open('t.json', text);
      const found = await client.request<{ targetUri: string }[]>('textDocument/definition', {
        ...about('t.json'),
        position: placeOf(text, 'dsc/base.ps1'),
      });
      assert.deepEqual(
        found.map(({ targetUri }) => targetUri),
        [client.uri('dsc/base.ps1')],
      );
    });

    describe('in HCL2 templates', () => {
      const hcl = `variable "size" {
  default = 4096
}
source "qemu" "a" {
  memory = var.size
  iso_url = format("%s", "x")
  cd_files = ["setup.ps1"]
}
build {
  sources = ["qemu.a"]
}
`;
      const at = (part: string, behind = 0) => {
        const { line, character } = placeOf(hcl, part);
        return { ...about('v.pkr.hcl'), position: { line, character: character + behind } };
      };
      const begin = async (capabilities: object = {}) => {
        writeFileSync(path.join(folder, 'v.pkr.hcl'), hcl);
        await start(capabilities);
        open('v.pkr.hcl', hcl);
      };
      const linesOf = (found: readonly { readonly range: Range }[]) =>
        found.map(({ range }) => range.start.line).sort();

      it('completion and how functions are called', async () => {
        await begin();
        const { items } = await client.request<{ items: { label: string }[] }>(
          'textDocument/completion',
          at('var.size', 'var.'.length),
        );
        assert.ok(items.some(({ label }) => label === 'size'));
        const help = await client.request<{ signatures: { label: string }[]; activeParameter: number }>(
          'textDocument/signatureHelp',
          at('"%s"', 1),
        );
        assert.match(help.signatures[0]?.label ?? '', /^format\(/);
        assert.equal(help.activeParameter, 0);
      });

      it('definitions, references and highlights', async () => {
        await begin();
        const found = await client.request<{ uri: string; range: Range }[]>(
          'textDocument/definition',
          at('size\n', 1),
        );
        assert.deepEqual([found[0]?.uri, ...linesOf(found)], [client.uri('v.pkr.hcl'), 0]);
        const references = (includeDeclaration: boolean) =>
          client.request<{ range: Range }[]>('textDocument/references', {
            ...at('size\n', 1),
            context: { includeDeclaration },
          });
        assert.deepEqual(linesOf(await references(true)), [0, 4]);
        assert.deepEqual(linesOf(await references(false)), [4]);
        const marked = await client.request<{ range: Range; kind: number }[]>(
          'textDocument/documentHighlight',
          at('size\n', 1),
        );
        assert.deepEqual(
          marked.map(({ range, kind }) => [range.start.line, kind]),
          [
            [0, 3],
            [4, 2],
          ],
        );
      });

      it('other names, or why not', async () => {
        await begin({ textDocument: { rename: { prepareSupport: true } } });
        const { placeholder } = await client.request<{ placeholder: string }>(
          'textDocument/prepareRename',
          at('size\n', 1),
        );
        assert.equal(placeholder, 'size');
        const rename = (newName: string) =>
          client.ask('textDocument/rename', { ...at('size\n', 1), newName });
        const { result } = await rename('memory');
        const edits = (result as CodeAction['edit']).changes?.[client.uri('v.pkr.hcl')] ?? [];
        assert.equal(applied(hcl, edits), hcl.replaceAll('size', 'memory'));
        assert.match((await rename('1 2')).error?.message ?? '', /is not a name/);
        assert.ok((await client.ask('textDocument/prepareRename', at('4096'))).error);
      });

      it('outlines as a tree or a list, names of the workspace, folding, links and defaults', async () => {
        const symbols = () =>
          client.request<{ name: string; children?: object[]; location?: object }[]>(
            'textDocument/documentSymbol',
            about('v.pkr.hcl'),
          );
        await begin({ textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } });
        assert.ok((await symbols()).every(({ children }) => children));
        await begin();
        assert.ok((await symbols()).every(({ location }) => location));
        await client.request('textDocument/codeAction', {
          ...about('v.pkr.hcl'),
          range: whole,
          context: { diagnostics: [] },
        });
        const named = await client.request<{ name: string }[]>('workspace/symbol', { query: 'siz' });
        assert.deepEqual(
          named.map(({ name }) => name),
          ['size'],
        );
        const folds = await client.request<{ startLine: number }[]>(
          'textDocument/foldingRange',
          about('v.pkr.hcl'),
        );
        assert.ok(folds.some(({ startLine }) => startLine === 3));
        const links = await client.request<{ target: string }[]>(
          'textDocument/documentLink',
          about('v.pkr.hcl'),
        );
        assert.deepEqual(
          links.map(({ target }) => target),
          [client.uri('setup.ps1')],
        );
        const hints = () =>
          client.request<object[]>('textDocument/inlayHint', { ...about('v.pkr.hcl'), range: whole });
        assert.ok((await hints()).length);
        client.notify('workspace/didChangeConfiguration', {
          settings: { boxwright: { packer: { showDefaults: false } } },
        });
        assert.deepEqual(await hints(), []);
      });
    });

    it('the place where Packer connects: a lens that leads to the builder, and a hint', async () => {
      await start({ window: { showDocument: { support: true } } });
      await client.codes('t.json', (codes) => codes.length > 0);
      const [lens] = await client.request<
        { command: { title: string; command: string; arguments: unknown[] } }[]
      >('textDocument/codeLens', about('Autounattend.xml'));
      assert.match(lens?.command.title ?? '', /^Packer connects here/);
      await client.request('workspace/executeCommand', {
        command: lens?.command.command,
        arguments: lens?.command.arguments,
      });
      const shown = client.heard.find(({ method }) => method === 'window/showDocument')?.params;
      assert.equal((shown as { uri: string }).uri, client.uri('t.json'));
      const hints = await client.request<{ label: string }[]>('textDocument/inlayHint', {
        ...about('Autounattend.xml'),
        range: whole,
      });
      assert.deepEqual(
        hints.map(({ label }) => label),
        ['Packer connects'],
      );
      const none = await client.request('textDocument/inlayHint', {
        ...about('Autounattend.xml'),
        range: { start: whole.start, end: whole.start },
      });
      assert.deepEqual(none, []);
    });

    it('all safe fixes of a file together, and no other ones', async () => {
      const text = files['t.json'].replace(
        '"memory": 2048',
        '"memory": 2048,\n      "iso_checksum_type": "sha256"',
      );
      await start({ workspace: { workspaceEdit: { documentChanges: true } } });
      open('t.json', text);
      const all = (context: object) =>
        client.request<CodeAction[]>('textDocument/codeAction', {
          ...about('t.json'),
          range: whole,
          context: { diagnostics: [], ...context },
        });
      const [fix, ...others] = await all({ only: ['source.fixAll.boxwright'] });
      assert.deepEqual(others, []);
      assert.equal(fix?.kind, 'source.fixAll.boxwright');
      const fixed = applied(text, fix.edit.documentChanges?.[0]?.edits ?? []);
      assert.doesNotMatch(fixed, /iso_checksum_type/);
      // More memory is for the user to decide.
      assert.match(fixed, /"memory": 2048/);
      assert.deepEqual(await all({ only: ['refactor'] }), []);
      assert.equal((await all({ only: ['source'] })).length, 1);
      assert.ok((await all({ only: ['quickfix'] })).every(({ kind }) => kind === 'quickfix'));
    });

    it('to make a script that is missing, where the editor can make files', async () => {
      rmSync(path.join(folder, 'setup.ps1'));
      const offered = async (workspaceEdit: object) => {
        await start({ workspace: { workspaceEdit } });
        open('t.json', files['t.json']);
        return client.request<CodeAction[]>('textDocument/codeAction', {
          ...about('t.json'),
          range: whole,
          context: { diagnostics: [] },
        });
      };
      const make = (await offered({ documentChanges: true, resourceOperations: ['create'] })).find(
        ({ title }) => title === 'Create setup.ps1',
      );
      assert.deepEqual(make?.edit.documentChanges?.[0], {
        kind: 'create',
        uri: client.uri('setup.ps1'),
        options: { ignoreIfExists: true },
      });
      const without = await offered({});
      assert.ok(without.length);
      assert.ok(without.every(({ title, edit }) => edit.changes && !title.startsWith('Create')));
    });
  });

  describe('goes by', () => {
    it('the settings of the editor, and by others when they change', async () => {
      let lint: object = { run: 'manual' };
      begin();
      client.answers['workspace/configuration'] = () => [{ lint }];
      await client.request('initialize', {
        processId: null,
        rootUri: client.uri('.'),
        capabilities: { workspace: { configuration: true }, window: { workDoneProgress: true } },
      });
      client.notify('initialized', {});
      const isRead = (message: Message) =>
        message.method === '$/progress' && JSON.stringify(message.params).includes('"end"');
      await client.until(() => client.heard.some(isRead));
      assert.equal(client.published.size, 0);
      lint = { run: 'onType' };
      client.notify('workspace/didChangeConfiguration', { settings: null });
      await client.codes('t.json', (codes) => codes.includes(memory));
    });

    it('what is given with the start, where the editor is not asked', async () => {
      await start({}, { initializationOptions: { lint: { takeOverLens: false } } });
      await client.codes('t.json', (codes) => codes.includes(memory));
      assert.deepEqual(await client.request('textDocument/codeLens', about('Autounattend.xml')), []);
      client.notify('workspace/didChangeConfiguration', {
        settings: { boxwright: { lint: { takeOverLens: true } } },
      });
      assert.equal(
        (await client.request<unknown[]>('textDocument/codeLens', about('Autounattend.xml'))).length,
        1,
      );
    });

    it('folders that come and go', async () => {
      const other = path.join(folder, 'other');
      mkdirSync(other);
      cpSync(path.join(folder, 't.json'), path.join(other, 't.json'));
      const folders = (name: string) => [{ uri: client.uri(name), name }];
      await start({ workspace: { workspaceFolders: true } }, { rootUri: null, workspaceFolders: [] });
      const changed = (event: object) => client.notify('workspace/didChangeWorkspaceFolders', { event });
      changed({ added: folders('other'), removed: [] });
      await client.codes('other/t.json', (codes) => codes.includes(memory));
      assert.equal(client.published.has(client.uri('t.json')), false);
      changed({ added: [], removed: folders('other') });
      await client.codes('other/t.json', (codes) => !codes.length);
    });

    it('files that others change, whether the editor watches them or not', async () => {
      await start();
      await client.codes('t.json', (codes) => codes.includes('file-missing') || codes.includes(memory));
      writeFileSync(path.join(folder, 't.json'), jsonTemplate({}));
      await client.codes('t.json', (codes) => !codes.includes(memory));
      client.kill();
      await client.ended();

      await start({ workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } });
      await client.until(() => client.heard.some(({ method }) => method === 'client/registerCapability'));
      writeFileSync(path.join(folder, 't.json'), jsonTemplate({ memory: 1024 }));
      client.notify('workspace/didChangeWatchedFiles', {
        changes: [{ uri: client.uri('t.json'), type: 2 }],
      });
      await client.codes('t.json', (codes) => codes.includes(memory));
    });
  });

  it('says how far the workspace is read, and stops where that is canceled', async () => {
    for (let i = 0; i < 200; i++) {
      mkdirSync(path.join(folder, `p${i}`));
      writeFileSync(path.join(folder, `p${i}`, 't.json'), files['t.json']);
    }
    begin();
    let token: unknown;
    client.answers['window/workDoneProgress/create'] = (params) => {
      ({ token } = params as { token: unknown });
      return null;
    };
    await client.request('initialize', {
      processId: null,
      rootUri: client.uri('.'),
      capabilities: { window: { workDoneProgress: true } },
    });
    client.notify('initialized', {});
    const progress = (kind: string) =>
      client.heard.some(
        ({ method, params }) =>
          method === '$/progress' && (params as { value: { kind: string } }).value.kind === kind,
      );
    await client.until(() => progress('begin'));
    client.notify('window/workDoneProgress/cancel', { token });
    await client.until(() => progress('end'));
    assert.ok(client.published.size < 200, `${client.published.size}`);
  });

  it('answers a canceled request at once', async () => {
    begin();
    // Until the settings are known nothing is linted.
    client.unanswered.add('workspace/configuration');
    await client.request('initialize', {
      processId: null,
      rootUri: client.uri('.'),
      capabilities: { workspace: { configuration: true } },
    });
    client.notify('initialized', {});
    const { id, answer } = client.begin('workspace/diagnostic', { previousResultIds: [] });
    client.notify('$/cancelRequest', { id });
    assert.equal((await answer).error?.code, -32800);
  });

  describe('takes', () => {
    it('what it does not know, what does not exist and what is no file', async () => {
      await start({}, { rootUri: 'untitled:Untitled-1' });
      writeFileSync(path.join(folder, 'binary.json'), Buffer.from([0, 255, 254, 1, 2, 0, 0]));
      assert.equal((await client.ask('boxwright/unknown', {})).error?.code, -32601);
      client.notify('boxwright/unknown', {});
      client.notify('$/setTrace', { value: 'off' });
      const uris = [
        client.uri('missing.json'),
        client.uri('binary.json'),
        client.uri('.'),
        'untitled:Untitled-1',
        'git:/x/t.json?ref',
        'file:///a%00b.json',
        'file://host/share/t.json',
        'no uri',
        '',
      ];
      for (const uri of uris) {
        const textDocument = { uri };
        client.notify('textDocument/didOpen', {
          textDocument: { uri, languageId: 'json', version: 1, text: '{"builders": [' },
        });
        client.notify('textDocument/didChange', {
          textDocument: { uri, version: 2 },
          contentChanges: [
            { range: { start: { line: 5, character: 5 }, end: { line: -1, character: -1 } }, text: '{' },
          ],
        });
        for (const [method, params] of [
          ['hover', { position: { line: 99_999, character: 99_999 } }],
          ['completion', { position: { line: -1, character: 0 } }],
          ['definition', { position: { line: 0, character: 0 } }],
          ['codeLens', {}],
          ['inlayHint', { range: whole }],
          ['codeAction', { range: whole, context: { diagnostics: [] } }],
          ['diagnostic', {}],
        ] as const) {
          const { error } = await client.ask(`textDocument/${method}`, { textDocument, ...params });
          assert.equal(error, undefined, `${method} ${uri}`);
        }
        client.notify('textDocument/didClose', { textDocument });
      }
      // It is told of none of these.
      client.notify('textDocument/didChange', {
        textDocument: { uri: client.uri('t.json'), version: 3 },
        contentChanges: [],
      });
      client.notify('textDocument/didClose', about('t.json'));
      client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: 'git:/x', type: 1 }] });
      assert.equal((await client.ask('workspace/executeCommand', { command: 'rm' })).error, undefined);
    });

    it('messages without what belongs in them', async () => {
      await start();
      for (const params of [undefined, {}, { textDocument: null }, []])
        assert.ok((await client.ask('textDocument/hover', params)).error);
      for (const method of ['didOpen', 'didChange', 'didSave', 'didClose'])
        client.notify(`textDocument/${method}`, {});
      const logged = () => client.heard.filter(({ method }) => method === 'window/logMessage');
      await client.until(() => logged().length === 4);
      client.heard.length = 0;
      assert.equal((await client.ask('textDocument/codeLens', about('t.json'))).error, undefined);
    });

    it('requests before it was started and after it was shut down', async () => {
      begin();
      assert.equal((await client.ask('textDocument/hover', about('t.json'))).error?.code, -32002);
      await client.request('initialize', { processId: null, rootUri: null, capabilities: {} });
      await client.request('shutdown');
      assert.equal((await client.ask('textDocument/hover', about('t.json'))).error?.code, -32600);
    });

    it('bytes that are no message, and ends with half of one', async () => {
      await start();
      client.raw('Content-Length: 5\r\n\r\n{bad}');
      assert.equal((await client.ask('textDocument/codeLens', about('t.json'))).error, undefined);
      client.heard.length = 0;
      client.raw('Content-Length: 500\r\n\r\n{"jsonrpc"');
      client.server.stdin.end();
      assert.equal(await client.ended(), 1);
    });
  });

  it('runs no tool, whatever it is asked', async function () {
    if (process.platform === 'win32') this.skip();
    const bin = path.join(folder, 'bin');
    const ran = path.join(folder, 'ran');
    mkdirSync(bin);
    for (const tool of ['packer', 'vagrant', 'go', 'git', 'VBoxManage', 'sh', 'powershell'])
      writeFileSync(path.join(bin, tool), `#!/bin/sh\necho ${tool} >> '${ran}'\n`, { mode: 0o755 });
    begin(undefined, { PATH: bin });
    await client.request('initialize', {
      processId: null,
      rootUri: client.uri('.'),
      capabilities: { window: { showDocument: { support: true } } },
    });
    client.notify('initialized', {});
    for (const [name, text] of Object.entries(files)) {
      open(name, text);
      for (const method of ['hover', 'completion', 'definition', 'signatureHelp', 'prepareRename'])
        await client.ask(`textDocument/${method}`, {
          ...about(name),
          position: placeOf(text, '"'),
        });
      for (const method of ['codeLens', 'inlayHint', 'codeAction', 'diagnostic', 'documentLink'])
        await client.ask(`textDocument/${method}`, {
          ...about(name),
          range: whole,
          context: { diagnostics: [] },
        });
      client.notify('textDocument/didSave', about(name));
    }
    await client.ask('workspace/diagnostic', { previousResultIds: [] });
    assert.equal(existsSync(ran), false);
  });

  it('ends with the editor', async () => {
    const editor = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(editor, 'spawn');
    begin();
    await client.request('initialize', { processId: editor.pid, rootUri: null, capabilities: {} });
    editor.kill('SIGKILL');
    assert.equal(await client.ended(), 1);
  });

  it('takes the options that editors give by habit, and no path', async () => {
    begin(['--stdio', '--clientProcessId', String(process.pid)]);
    await client.request('initialize', { processId: null, rootUri: null, capabilities: {} });
    client.kill();
    await client.ended();
    begin(['folder']);
    assert.equal(await client.ended(), 2);
    assert.match(client.stderr, /lsp takes no path/);
    client.stderr = '';
  });
});
