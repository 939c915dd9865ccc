import assert from 'node:assert/strict';
import { packerHover } from '../../../../src/language/packer/hover/packerHover';
import { messages } from '../../../support/messages';
import { packerPlace } from '../../../support/packerPlaces';

type Files = Readonly<Record<string, string>>;

const rest = `variable "disk" {
  type        = number
  default     = 40000
  description = "Size of the *disk*"
}
variable "region" {}
variable "password" {
  default   = "hunter2-xyz"
}
variable "token" {
  default   = "quite-long-1"
  sensitive = true
}
locals {
  name   = "win-\${var.disk}"
  secret = "a-\${var.token}"
}
`;

const template = (marked: string, more: Files = {}): Files => ({
  'main.pkr.hcl': marked,
  'rest.pkr.hcl': rest,
  ...more,
});
const vbox = (line: string) => template(`source "virtualbox-iso" "x" {\n  ${line}\n}\n`);

function shown(files: Files): { word: string; text: string } | undefined {
  const asked = packerPlace(files);
  const found = packerHover(asked, messages);
  return (
    found && {
      word: asked.source.slice(found.span),
      text: found.contents.map(({ text }) => text).join('\n\n'),
    }
  );
}

interface Row {
  readonly at: Files;
  readonly word?: string;
  readonly says?: readonly RegExp[];
  readonly hides?: RegExp;
}

const table: Readonly<Record<string, Row>> = {
  'an option': {
    at: vbox('mem‸ory = 1'),
    word: 'memory',
    says: [
      /^\*\*memory\*\* {2}\nnumber · \\<default 512\\>/,
      /RAM of the guest/,
      /\[<documentation>\]\(https:/,
    ],
  },
  'an option with few values': { at: vbox('form‸at = "ovf"'), says: [/<values `"ovf"`, `"ova"`>/] },
  'an old option': { at: vbox('ssh_host_port_m‸in = 1'), says: [/<deprecated, `host_port_min`>/] },
  'what Packer itself takes in a step': {
    at: template('build {\n  provisioner "shell" {\n    max_ret‸ries = 2\n  }\n}\n'),
    says: [/since Packer 1\.5\.6/],
  },
  'a block': { at: template('bui‸ld {\n}\n'), word: 'build', says: [/which sources are built/i] },
  'an attribute of a block': { at: template('build {\n  sour‸ces = []\n}\n'), says: [/list\(string\)/] },
  'the type of a source': {
    at: template('source "virtual‸box-iso" "x" {\n}\n'),
    word: 'virtualbox-iso',
    says: [/^\*\*virtualbox-iso\*\* · virtualbox/, /builder\/iso\)/],
  },
  'a function': { at: vbox('vm_name = upp‸er(var.region)'), word: 'upper', says: [/^`upper\(.*\): string`/] },
  'a function of the template engine': {
    at: vbox('vm_name = "x-{{ time‸stamp }}"'),
    says: [/^`\{\{ timestamp \}\}`/],
  },
  'a variable with the value that it has by default': {
    at: vbox('disk_size = var.di‸sk'),
    word: 'var.disk',
    says: [
      /^\*\*var\.disk\*\* · number/,
      /Size of the \\\*disk\\\*/,
      /<value `40000` by default>/,
      /declared in `rest\.pkr\.hcl`/,
    ],
  },
  'a variable that a file sets': {
    at: { ...vbox('disk_size = v‸ar.disk'), 'lab.auto.pkrvars.hcl': 'disk = 7\n' },
    says: [/<value `7` in `lab\.auto\.pkrvars\.hcl`>/],
  },
  'a variable without a value': { at: vbox('vm_name = "${var.reg‸ion}"'), says: [/<no value>/] },
  'a secret without its value': {
    at: vbox('vm_name = var.tok‸en'),
    says: [/sensitive/, /•••/],
    hides: /quite-long/,
  },
  'what is called like a secret without its value': {
    at: vbox('vm_name = var.passw‸ord'),
    says: [/•••/],
    hides: /hunter2/,
  },
  'a local with its value': {
    at: vbox('vm_name = local.na‸me'),
    says: [/^\*\*local\.name\*\*/, /<value `win-40000`>/],
  },
  'a local without the secret in it': { at: vbox('vm_name = local.sec‸ret'), hides: /quite-long/ },
  'a variable in the file that sets it': {
    at: { 'a.pkr.hcl': rest, 'a.auto.pkrvars.hcl': 'di‸sk = 1\n' },
    word: 'disk',
    says: [/^\*\*var\.disk\*\* · number/],
  },
  'a source where a build names it': {
    at: template('source "qemu" "x" {\n}\nbuild {\n  sources = ["source.qe‸mu.x"]\n}\n'),
    word: 'source.qemu.x',
    says: [/^\*\*source\.qemu\.x\*\*/],
  },
};

const silent: Readonly<Record<string, Files>> = {
  'an option that nobody knows': vbox('nosu‸ch = 1'),
  'a name without a declaration': vbox('vm_name = var.nosu‸ch'),
  'the name of a source that nobody declares': template('build {\n  sources = ["source.qe‸mu.y"]\n}\n'),
  'a value': vbox('memory = 40‸96'),
  'a name that is not called': vbox('vm_name = up‸per'),
  'a comment': template('# bui‸ld {}\n'),
};

describe('hovers in HCL2 templates', () => {
  for (const [title, { at, word, says = [], hides }] of Object.entries(table))
    it(`show ${title}`, () => {
      const found = shown(at);
      assert.ok(found);
      if (word !== undefined) assert.equal(found.word, word);
      for (const one of says) assert.match(found.text, one);
      if (hides) assert.doesNotMatch(found.text, hides);
    });

  for (const [title, at] of Object.entries(silent))
    it(`show nothing on ${title}`, () => assert.equal(shown(at), undefined));
});
