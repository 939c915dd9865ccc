import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { LogDocuments } from '../../../../../src/editor/packer/log/logDocuments';
import { LogLinks } from '../../../../../src/editor/packer/log/logLinks';
import { LogRuns } from '../../../../../src/editor/packer/log/logRuns';
import { TerminalLinks } from '../../../../../src/editor/packer/log/terminalLinks';
import { LogOutline } from '../../../../../src/tools/packer/log/logOutline';
import { runRecord } from '../../../../support/runRecords';
import { ran } from '../../../../support/vscodeStub';

const message = '    one: x.sh: line 3: nosuch: command not found';
const lines = ['==> one: Provisioning with shell script: x.sh', message, '    one: gone.sh: line 4: bad'];
const token = { isCancellationRequested: false } as vscode.CancellationToken;

describe('links in the output of a build', () => {
  let folder: string;
  const at = (name: string) => path.join(folder, name);
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-links-')));
    writeFileSync(at('x.sh'), '');
    writeFileSync(at('packer.log'), `${lines.join('\n')}\n`);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const runs = (cwd = folder) =>
    new LogRuns({ list: () => [runRecord({ log: at('packer.log'), cwd, template: at('none.json') })] });
  const plain = ({ path: file, fragment }: vscode.Uri) => [path.posix.basename(file), fragment];

  describe('in its log', () => {
    const linksOf = async (runsOf = runs()) => {
      const outline = new LogOutline();
      for (const line of lines) outline.line(line);
      const logs = { outlineOf: () => Promise.resolve(outline) } as unknown as LogDocuments;
      const document = { uri: vscode.Uri.file(at('packer.log')) } as vscode.TextDocument;
      return new LogLinks(logs, runsOf).provideDocumentLinks(document, token);
    };

    it('lead from what a script says to its line, where the file is on this machine', async () => {
      const [link, ...others] = await linksOf();
      assert.deepEqual(others, []);
      assert.ok(link?.target);
      assert.deepEqual(plain(link.target), ['x.sh', 'L3,1']);
      const { start, end } = link.range;
      assert.deepEqual([start.line, end.line], [1, 1]);
      assert.match(message.slice(start.character, end.character), /^x\.sh(: line 3)?$/);
    });

    it('are resolved in the folder in which Packer ran, and are none where the file is not there', async () => {
      rmSync(at('x.sh'));
      assert.deepEqual(await linksOf(), []);
    });

    it('are none once they are no longer wanted', async () => {
      const logs = { outlineOf: () => Promise.resolve(undefined) } as unknown as LogDocuments;
      const links = new LogLinks(logs, runs());
      assert.deepEqual(await links.provideDocumentLinks({} as vscode.TextDocument, token), []);
    });
  });

  describe('in its terminal', () => {
    const linksIn = (line: string, latest: readonly string[] = [at('packer.log')]) =>
      new TerminalLinks(() => latest, runs()).provideTerminalLinks(
        { line } as vscode.TerminalLinkContext,
        token,
      );

    it('are those of the same line in the log', async () => {
      const [link, ...others] = await linksIn(`${message}  `);
      assert.deepEqual(others, []);
      assert.ok(link);
      assert.deepEqual(plain(link.uri), ['x.sh', 'L3,1']);
      assert.match(message.substr(link.startIndex, link.length), /^x\.sh(: line 3)?$/);
      assert.match(link.tooltip ?? '', /x\.sh/);
    });

    it('are none in the terminals of others, and none of logs that are gone', async () => {
      assert.deepEqual(await linksIn('x.sh: line 3: nosuch: command not found'), []);
      assert.deepEqual(await linksIn('    one: y.sh: line 3: nosuch'), []);
      assert.deepEqual(await linksIn(message, [at('nosuch.log')]), []);
      assert.equal((await linksIn(message, [at('nosuch.log'), at('packer.log')])).length, 1);
    });

    it('are looked for in the logs of the last runs alone', async () => {
      const older = (count: number) => Array.from({ length: count }, (_, index) => at(`${index}.log`));
      assert.equal((await linksIn(message, [...older(3), at('packer.log')])).length, 1);
      assert.deepEqual(await linksIn(message, [...older(4), at('packer.log')]), []);
    });

    it('lead to the script that said it last', async () => {
      const said = '    one: /tmp/script_1.sh: line 3: bad';
      const runOf = (name: string) => `==> one: Provisioning with shell script: ${name}\n${said}\n`;
      writeFileSync(at('y.sh'), '');
      writeFileSync(at('packer.log'), runOf('x.sh') + runOf('y.sh'));
      assert.deepEqual(
        (await linksIn(said)).map(({ uri }) => plain(uri)),
        [['y.sh', 'L3,1']],
      );
    });

    it('go on with a log that grows', async () => {
      const links = new TerminalLinks(() => [at('packer.log')], runs());
      const ask = (line: string) => links.provideTerminalLinks({ line } as vscode.TerminalLinkContext, token);
      const next = '    one: x.sh: line 9: other';
      assert.deepEqual(await ask(next), []);
      writeFileSync(at('packer.log'), `${message}\n${next}\n`, { flag: 'a' });
      assert.deepEqual(
        (await ask(next)).map(({ uri }) => uri.fragment),
        ['L9,1'],
      );
      assert.equal((await ask(message)).length, 1);
    });

    it('open what they lead to', async () => {
      ran.length = 0;
      const uri = vscode.Uri.file(at('x.sh'));
      await new TerminalLinks(() => [], runs()).handleTerminalLink({ uri, startIndex: 0, length: 1 });
      assert.deepEqual(ran, [['vscode.open', uri]]);
    });
  });
});
