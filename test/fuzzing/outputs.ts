import { keepLayout } from '../../src/tools/packer/commands/keepLayout';
import { failureOf } from '../../src/tools/packer/dsc/dscFailure';
import { readDescription, readHandshake } from '../../src/tools/packer/dsc/pluginProbe';
import { readGoModule } from '../../src/tools/packer/dsc/wrapperMain';
import { findScriptPlaces } from '../../src/tools/packer/log/findScriptPlaces';
import { LogOutline } from '../../src/tools/packer/log/logOutline';
import { boxArtifacts } from '../../src/tools/packer/output/boxArtifact';
import { BuildOutput } from '../../src/tools/packer/output/buildOutput';
import { paint } from '../../src/tools/packer/output/paint';
import { placeProblems } from '../../src/tools/packer/output/placeProblems';
import { readDiagnostics } from '../../src/tools/packer/output/readDiagnostics';
import { RunProgress } from '../../src/tools/packer/output/runProgress';
import { readPluginError } from '../../src/tools/packer/plugins/pluginError';
import { checksumOf } from '../../src/tools/packer/releases/checksums';
import { dearmor } from '../../src/tools/packer/releases/openPgpPackets';
import { readReleases } from '../../src/tools/packer/releases/release';
import { LineSplitter } from '../../src/tools/lineSplitter';
import { boxOutdated, boxPruneDryRun } from '../../src/tools/vagrant/box';
import { ports, sshConfig } from '../../src/tools/vagrant/connection';
import { readMachineLines } from '../../src/tools/vagrant/machineLines';
import { systemPlugins } from '../../src/tools/vagrant/plugin';
import { readCatalog } from '../../src/tools/vagrant/readCatalog';
import { readGemspec } from '../../src/tools/vagrant/readGemspec';
import { snapshotList } from '../../src/tools/vagrant/snapshots';
import { withHost } from '../../src/tools/vagrant/sshFile';
import { status } from '../../src/tools/vagrant/status';
import { readValidation } from '../../src/tools/vagrant/validate';
import { loggedFailure, vagrantFailure } from '../../src/tools/vagrant/vagrantFailure';
import { listMachines, machineInfo } from '../../src/tools/virtualBox/virtualBox';
import type { ToolCommand, ToolResult } from '../../src/tools/toolCommand';

/** What a tool prints or keeps, and who reads it. */
export interface Output {
  readonly name: string;
  /** Lines that mean something to the reader. */
  readonly pieces: readonly string[];
  /** Takes any text. */
  readonly read: (text: string) => unknown;
}

const failed = (text: string): ToolResult => ({ exitCode: 1, stdout: text, stderr: text });
const ended = (text: string): ToolResult => ({ exitCode: 0, stdout: text, stderr: '' });

/** A refusal to read is an answer, too. */
function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw error;
    return error;
  }
}

const parsed =
  (command: ToolCommand<unknown>) =>
  (text: string): unknown => [
    attempt(() => command.parse(ended(text))),
    attempt(() => command.parse(failed(text))),
  ];

const place = { folder: '/p', file: undefined, home: '/h' } as unknown as Parameters<typeof status>[0];

const lines = (text: string): string[] => {
  const found: string[] = [];
  const splitter = new LineSplitter((line) => found.push(line));
  for (let at = 0; at < text.length; at += 8192) splitter.push(text.slice(at, at + 8192));
  splitter.end();
  return found;
};

const packerPieces = [
  '==> windows: Waiting for WinRM to become available...\n',
  '    windows: a: b\n',
  '==> windows: Provisioning with powershell script: /tmp/x.ps1\n',
  '==> windows: Uploading a => b\n',
  "Build 'windows' errored after 5 minutes: x\n",
  "Build 'windows' errored: ",
  "Build 'windows' finished after 5 minutes.\n",
  '--> windows: VM files in directory: from files: a, b.box\n',
  '==> Builds finished. The artifacts of successful builds are:\n',
  '    windows: At C:\\x.ps1:12 char:3\n',
  '    windows: #< CLIXML\n',
  '    windows: <Objs><S S="Error">a_x000D__x000A_</S></Objs>\n',
  '2024-05-01T10:00:00Z: ==> windows: Creating virtual machine...\n',
  'Error: Failed to prepare build: "x"\n\n  on t.pkr.hcl line 5, in build:\n   5: x\n',
  '  on ',
  ' line 5',
  '* a\n',
  'At line 4, column 4 (offset 5):\n',
  'Unknown builder type "x"',
  'Did you mean to use "y"',
  "error initializing builder 'x': ",
  'Packer failed to run ',
  ' ',
  '\t',
  '\r',
  '.',
];

export const outputs: readonly Output[] = [
  {
    name: 'the live log',
    pieces: packerPieces,
    read: (text) => {
      const progress = new RunProgress([]);
      for (const line of lines(text)) paint(line, progress.line(line, 0));
      return progress;
    },
  },
  {
    name: 'the outline of a log',
    pieces: packerPieces,
    read: (text) => {
      const outline = new LogOutline();
      for (const line of text.split('\n')) outline.line(line);
      return outline;
    },
  },
  {
    name: 'what Packer says of templates',
    pieces: packerPieces,
    read: (text) => [
      readDiagnostics(failed(text)),
      readPluginError(text),
      text.split('\n').map((line) => placeProblems(line, { cwd: '/p', dialect: 'json', path: '/p/t.json' })),
    ],
  },
  {
    name: 'the artifacts of a build',
    pieces: packerPieces,
    read: (text) => {
      const output = new BuildOutput();
      for (const line of text.split('\n')) output.line(line);
      return boxArtifacts([...output.outcome.artifacts, text], '/p');
    },
  },
  {
    name: 'places in a line',
    pieces: [
      'At C:\\x.ps1:12 char:3',
      './x.sh: line 12: a',
      'File "/srv/x.py", line 12',
      '/tmp/x.sh: 12: a',
      'x.ps1:12',
      '-',
      ':1',
      '/',
      'a',
      '"',
    ],
    read: (text) => text.match(/[^\n]{1,1000}/g)?.map(findScriptPlaces),
  },
  {
    name: 'what Go and Git say',
    pieces: [
      'go: a@v1: module lookup disabled by GOPROXY=off\n',
      'dial tcp 1: ',
      'lookup x ',
      'open x',
      ': permission denied\n',
      'missing go.sum entry',
      '404 ',
      'a@v1',
      ' ',
      '\n',
      'x',
    ],
    read: (text) => failureOf(text, 'other' as Parameters<typeof failureOf>[1]),
  },
  {
    name: 'a plugin',
    pieces: [
      '1|5|tcp|x|',
      '\n',
      '|',
      '{"version":',
      '[',
      'module x\n',
      'require (\n',
      ' github.com/hashicorp/packer-plugin-sdk v1\n',
      ' ',
    ],
    read: (text) => [readHandshake(text), readDescription(text), readGoModule(text)],
  },
  {
    name: 'a release',
    pieces: [
      '{"version":"1",',
      '[',
      '-----BEGIN PGP SIGNATURE-----\n',
      '-----END PGP SIGNATURE-----\n',
      '\n',
      '=',
      'abc',
      'a  b\n',
      ' ',
    ],
    read: (text) => [
      attempt(() =>
        readReleases(text, 'https://x', { os: 'linux', arch: 'amd64' } as unknown as Parameters<
          typeof readReleases
        >[2]),
      ),
      dearmor(text),
      attempt(() => checksumOf(text, 'x')),
    ],
  },
  {
    name: 'what Vagrant says',
    pieces: [
      '1,default,state,running\n',
      "1,,ui,error,* 'a' for 'b' is outdated! Current: 1. Latest: 2\n",
      '1,,error-exit,X,y\n',
      'There is a syntax error in the following Vagrantfile.\n\n',
      'There are errors in the configuration of this machine.\n\nvm:\n* x\n',
      "* The following settings shouldn't exist: a, b\n",
      'Path: a\nLine number: 1\nMessage: x\n',
      "/a.rb:1:in `b': c (LoadError)\n\tfrom d\n",
      'project local plugins configured',
      'not installed. ',
      '#<A::B: c>\nERROR ',
      '#<A: ',
      '    ^^^\n',
      '\n',
      ' ',
      ',',
      '\\n',
    ],
    read: (text) => [
      readMachineLines(text),
      attempt(() => readValidation(failed(text))),
      attempt(() => vagrantFailure(failed(text))),
      loggedFailure(text),
      parsed(boxOutdated('/p'))(text),
      parsed(boxPruneDryRun('/p'))(text),
      parsed(status(place, []))(text),
      parsed(snapshotList(place, 'm'))(text),
      parsed(ports(place, 'm'))(text),
      parsed(sshConfig(place, 'm', 'h'))(text),
      parsed(systemPlugins('/p'))(text),
    ],
  },
  {
    name: "what Vagrant's files say",
    pieces: [
      'Gem::Specification.new do |s|\n',
      '  s.name = "a"\n',
      '  s.authors = ["a", "b"]\n',
      '  s.add_dependency(%q<a>, [">= 1"])\n',
      '"',
      '\\"',
      '\\',
      'Host a\n',
      '{"name": "a", "versions": [',
      '[',
      '\n',
    ],
    read: (text) => [readGemspec(text), attempt(() => readCatalog(text)), withHost(text, 'Host a\n')],
  },
  {
    name: 'what VirtualBox says',
    pieces: ['"a" {1}\n', 'VMState="running"\n', 'CfgFile="a"\n', 'VBoxManage: error: x\n', '"', '\n', ' '],
    read: (text) => [
      parsed(listMachines('/p'))(text),
      parsed(machineInfo('/p', { id: 'x', name: 'x' }))(text),
    ],
  },
  {
    name: 'what packer fix says',
    pieces: ['"a": 1,', '"b": {"c": [1]},'],
    read: (text) => attempt(() => keepLayout(`{${text}"z": 1}`, `{"y": 1, ${text}"z": 2}`)),
  },
];
