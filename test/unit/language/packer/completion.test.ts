import assert from 'node:assert/strict';
import type { Completion } from '../../../../src/language/completion';
import { packerCompletions } from '../../../../src/language/packer/completion/complete';
import { messages } from '../../../support/messages';
import { packerPlace } from '../../../support/packerPlaces';

type Files = Readonly<Record<string, string>>;

const plugins = `packer {
  required_plugins {
    virtualbox = {
      source  = "github.com/hashicorp/virtualbox"
      version = ">= 1.1.0"
    }
    amazon = {
      source  = "github.com/hashicorp/amazon"
      version = ">= 1.3.0"
    }
  }
}
`;

const rest = `variable "memory" {
  type    = number
  default = 4096
}
variable "region" {}
locals {
  name = "win-\${var.region}"
}
data "amazon-ami" "base" {}
source "virtualbox-iso" "win" {}
source "amazon-ebs" "cloud" {}
`;

/** The file is a part of a template that declares the above. */
const template = (marked: string, more: Files = {}): Files => ({
  'main.pkr.hcl': marked,
  'plugins.pkr.hcl': plugins,
  'rest.pkr.hcl': rest,
  ...more,
});

const vbox = (line: string) => template(`source "virtualbox-iso" "x" {\n  ${line}\n}\n`);
const step = (type: string, line: string, more: Files = {}) =>
  template(
    `build {\n  sources = ["source.virtualbox-iso.win"]\n  provisioner "${type}" {\n    ${line}\n  }\n}\n`,
    more,
  );

function offered(files: Files) {
  const asked = packerPlace(files);
  const found = packerCompletions(asked, messages);
  return {
    word: found && asked.source.slice(found.word),
    items: [...(found?.items ?? [])].sort((a, b) => ((a.sort ?? a.label) < (b.sort ?? b.label) ? -1 : 1)),
  };
}

interface Row {
  readonly at: Files;
  readonly word?: string;
  /** Labels that are offered; with what is written behind an arrow. */
  readonly offers?: readonly string[];
  readonly without?: readonly string[];
  /** The labels that stand first. */
  readonly first?: readonly string[];
  /** All labels. */
  readonly only?: readonly string[];
}

const table: Readonly<Record<string, Row>> = {
  'blocks of a template': {
    at: template('sou‸'),
    word: 'sou',
    offers: [
      'source → source "${1:type}" "${2:name}" {\n\t$0\n}',
      'build → build {\n\t$0\n}',
      'locals',
      'variable',
    ],
    without: ['communicator', 'dynamic', 'provisioner'],
  },
  'blocks with the options that have to be given': {
    at: template('‸'),
    offers: [
      'data null → data "null" "${1:name}" {\n\tinput = "$2"\n}',
      'source virtualbox-iso',
      'source amazon-ebs',
    ],
    without: ['source qemu'],
  },
  'the usual one of a group, and what blocks have to be given': {
    at: {
      'main.pkr.hcl': '‸',
      'plugins.pkr.hcl':
        'packer {\n  required_plugins {\n    docker = {\n      source = "github.com/hashicorp/docker"\n    }\n    vagrant = {\n      source = "github.com/hashicorp/vagrant"\n    }\n    vsphere = {\n      source = "github.com/hashicorp/vsphere"\n    }\n  }\n}\n',
    },
    offers: [
      'source docker → source "docker" "${1:name}" {\n\tcommit = ${2|true,false|}\n\timage  = "$3"\n}',
      'source vagrant',
      'source vsphere-iso',
    ],
  },
  'the type alone before a block that is there': {
    at: template('sou‸ "virtualbox-iso" "x" {\n}\n'),
    offers: ['source → source', 'data → data'],
    without: ['source amazon-ebs'],
  },
  'blocks and attributes of a build': {
    at: template('build {\n  name = "x"\n  ‸\n}\n'),
    offers: ['sources → sources = ["$1"]', 'provisioner', 'post-processors', 'provisioner shell'],
    without: ['name', 'from', 'provisioner ansible', 'source amazon-ebs'],
  },
  'options of a component, those that have to be given first': {
    at: vbox('‸'),
    first: ['<all required>', 'iso_checksum'],
    offers: ['iso_url', 'memory → memory = $1', 'headless → headless = ${1|true,false|}'],
    without: ['skip_nat', 'provisioner'],
  },
  'no option twice': {
    at: vbox('memory = 1\n  mem‸'),
    word: 'mem',
    offers: ['cpus'],
    without: ['memory'],
  },
  'all of a group alike': {
    at: step('shell', '‸'),
    offers: ['inline → inline = ["$1"]', 'script', 'scripts', 'only', 'pause_before', 'override'],
  },
  'the name alone before a value': { at: vbox('mem‸ = 4096'), offers: ['memory → memory', 'cpus → cpus'] },
  'options of the blocks of a component': {
    at: template('source "amazon-ebs" "x" {\n  source_ami_filter {\n    ‸\n  }\n}\n'),
    offers: ['filters', 'most_recent', 'owners'],
    without: ['ami_name', 'communicator'],
  },
  'options of a source in a build': {
    at: template('build {\n  source "virtualbox-iso.win" {\n    ‸\n  }\n}\n'),
    offers: ['memory', 'name'],
  },
  'nothing in a build that the source sets itself': {
    at: template(
      'source "virtualbox-iso" "own" {\n  memory = 1\n  iso_url = "x"\n}\nbuild {\n  source "virtualbox-iso.own" {\n    ‸\n  }\n}\n',
    ),
    offers: ['cpus'],
    without: ['memory', 'iso_url'],
  },
  'its own variable alone in a validation': {
    at: template('variable "own" {\n  validation {\n    condition = ‸\n  }\n}\n'),
    offers: ['var.own', 'length'],
    without: ['var.region', 'local.name', 'path'],
  },
  'the rest of its name in a validation': {
    at: template('variable "own" {\n  validation {\n    condition = var.‸\n  }\n}\n'),
    only: ['own'],
  },
  'options of what a dynamic block writes': {
    at: template(
      'source "amazon-ebs" "x" {\n  dynamic "source_ami_filter" {\n    content {\n      ‸\n    }\n  }\n}\n',
    ),
    offers: ['most_recent'],
    without: ['ami_name'],
  },
  'what a dynamic block takes': {
    at: template('source "amazon-ebs" "x" {\n  dynamic "source_ami_filter" {\n    ‸\n  }\n}\n'),
    only: ['content', 'for_each', 'iterator', 'labels'],
  },
  'nothing where attributes have any name': { at: template('locals {\n  ‸\n}\n'), only: [] },
  'plugins that are not required yet': {
    at: template('packer {\n  required_plugins {\n    qemu = {}\n    ‸\n  }\n}\n'),
    offers: ['virtualbox', 'ansible'],
    without: ['qemu'],
  },
  'what an entry of a plugin takes': {
    at: template(
      'packer {\n  required_plugins {\n    qemu = {\n      version = ">= 1.0.0"\n      ‸\n    }\n  }\n}\n',
    ),
    only: ['source'],
  },
  'the address of a plugin': {
    at: template('packer {\n  required_plugins {\n    qemu = { source = "‸" }\n  }\n}\n'),
    only: ['github.com/hashicorp/qemu'],
  },
  'types of sources of the plugins that are required': {
    at: template('source "virt‸" "x" {\n}\n'),
    word: 'virt',
    offers: ['virtualbox-iso', 'amazon-ebs', 'null', 'file'],
    without: ['qemu', 'shell'],
  },
  'all types where no plugin is required': {
    at: { 'main.pkr.hcl': 'source "‸"' },
    offers: ['virtualbox-iso → virtualbox-iso', 'qemu', 'null'],
  },
  'types by the names that plugins go by': {
    at: {
      'main.pkr.hcl':
        'packer {\n  required_plugins {\n    vb = {\n      source = "github.com/hashicorp/virtualbox"\n      version = ">= 1.1.0"\n    }\n  }\n}\nsource "‸" "x" {\n}\n',
    },
    offers: ['vb-iso', 'vb-ovf'],
    without: ['virtualbox-iso'],
  },
  'types of steps': {
    at: template('build {\n  provisioner ‸\n}\n'),
    offers: ['shell → "shell"', 'windows-restart'],
    without: ['virtualbox-iso', 'manifest'],
  },
  'sources where a build names one': {
    at: template('build {\n  source "source.‸" {\n  }\n}\n'),
    offers: ['virtualbox-iso.win', 'amazon-ebs.cloud'],
  },
  'variables that are used and not declared': {
    at: template('variable "‸" {\n}\nlocals {\n  a = "${var.memory}${var.missing}"\n}\n'),
    only: ['missing'],
  },
  'blocks that can be written for each of a list': {
    at: template('source "amazon-ebs" "x" {\n  dynamic "‸" {\n  }\n}\n'),
    offers: ['source_ami_filter'],
    without: ['ami_name'],
  },
  'values of an option': {
    at: vbox('communicator = ‸'),
    word: '',
    offers: ['"winrm" → "winrm"', '"ssh"', 'var.memory', 'local.name', 'upper → upper($1)'],
    without: ['build', 'source', 'env', 'inline'],
  },
  'values in quotes': { at: vbox('communicator = "wi‸"'), word: 'wi', offers: ['winrm → winrm', 'ssh'] },
  'true and false': { at: vbox('headless = ‸'), first: ['true', 'false'] },
  variables: { at: vbox('memory = var.‸'), only: ['memory', 'region'] },
  'locals that are filled in': { at: vbox('vm_name = "${local.‸}"'), only: ['name'] },
  'outputs of data sources': {
    at: template('source "amazon-ebs" "x" {\n  source_ami = data.amazon-ami.base.‸\n}\n'),
    offers: ['id', 'name'],
  },
  'data sources': { at: template('locals {\n  a = data.amazon-ami.‸\n}\n'), only: ['base'] },
  'the source and the build of a step': {
    at: step('shell', 'inline = ["${build.‸}"]'),
    offers: ['Host', 'ID', 'name'],
  },
  'of both no more than a step has': { at: vbox('vm_name = build.‸'), only: [] },
  'only env in the default of a variable': {
    at: template('variable "x" {\n  default = ‸\n}\n'),
    only: ['env'],
  },
  'types of variables': {
    at: template('variable "x" {\n  type = ‸\n}\n'),
    first: ['string', 'number', 'bool', 'any'],
  },
  'nothing about Packer itself': { at: template('packer {\n  required_version = ‸\n}\n'), only: [] },
  'functions before parentheses that are there': {
    at: vbox('vm_name = up‸(var.region)'),
    offers: ['upper → upper'],
  },
  'the sources of a build': {
    at: template('build {\n  sources = ["‸"]\n}\n'),
    only: ['source.amazon-ebs.cloud', 'source.virtualbox-iso.win'],
  },
  'the sources of a build before their quotes': {
    at: template('build {\n  sources = [‸]\n}\n'),
    offers: ['"source.virtualbox-iso.win" → "source.virtualbox-iso.win"'],
  },
  'the builds in which a step runs': {
    at: step('shell', 'only = ["virt‸"]'),
    word: 'virt',
    only: ['amazon-ebs.cloud', 'virtualbox-iso.win'],
  },
  'builds that a step overrides': {
    at: step('shell', 'override = {\n      ‸\n    }'),
    offers: ['win → "win" = {\n\t$1\n}'],
    without: ['virtualbox-iso.win'],
  },
  'calls of the template engine': {
    at: step('shell', 'execute_command = "{{ ‸ }}"'),
    offers: ['.Path → .Path', '.Vars', 'build → build `$1`', 'timestamp'],
    without: ['user', 'env', 'vault'],
  },
  'variables of the template engine': {
    at: vbox('boot_command = ["http://{{ .‸ }}"]'),
    offers: ['HTTPIP', 'HTTPPort'],
    without: ['timestamp'],
  },
  'files of a script': {
    at: step('shell', 'script = "scripts/in‸"', { 'scripts/install.sh': '', 'scripts/lib/a.sh': '' }),
    word: 'in',
    only: ['lib/', 'install.sh'],
  },
  'files of a list, from the folder of the template': {
    at: step('shell', 'scripts = ["${path.root}/scripts/‸"]', { 'scripts/install.sh': '' }),
    only: ['install.sh'],
  },
  'files that a function reads': {
    at: template('locals {\n  a = file("‸")\n}\n', { 'key.pub': '' }),
    offers: ['key.pub', 'main.pkr.hcl'],
  },
  'no files where no path is': { at: vbox('vm_name = "‸"'), only: [] },
  'nothing in a comment': { at: template('# sou‸'), only: [] },
  'variables that a file does not set yet': {
    at: template('', { 'lab.auto.pkrvars.hcl': 'memory = 1\n‸' }),
    only: ['region'],
  },
  'what a variable takes': {
    at: {
      'a.pkr.hcl': 'variable "fast" {\n  type = bool\n}\n',
      'a.auto.pkrvars.hcl': 'fast = ‸\n',
    },
    only: ['true', 'false'],
  },
};

describe('completion in HCL2 templates', () => {
  for (const [title, { at, word, offers = [], without = [], first = [], only }] of Object.entries(table))
    it(`offers ${title}`, () => {
      const found = offered(at);
      const labels = found.items.map(({ label }) => label);
      if (word !== undefined) assert.equal(found.word, word);
      for (const one of offers) {
        const [label = '', insert] = one.split(' → ');
        const item = found.items.find((other) => other.label === label);
        assert.ok(item, `${label} is missing among ${labels.join(', ')}`);
        if (insert !== undefined) assert.equal(item.insert, insert);
      }
      for (const label of without) assert.ok(!labels.includes(label), label);
      assert.deepEqual(labels.slice(0, first.length), first);
      if (only) assert.deepEqual([...labels].sort(), [...only].sort());
    });

  const named = (files: Files, label: string): Completion => {
    const item = offered(files).items.find((one) => one.label === label);
    assert.ok(item, label);
    return item;
  };

  it('tells type, demand and default of an option, and what it is for', () => {
    const memory = named(vbox('‸'), 'memory');
    assert.equal(memory.detail, 'number · <default 512>');
    assert.match(memory.documentation ?? '', /^RAM of the guest/);
    assert.match(
      memory.documentation ?? '',
      /\[<documentation>\]\(https:\/\/.*\/virtualbox\/.*\/builder\/iso\)$/,
    );
    assert.match(named(vbox('‸'), 'iso_checksum').detail ?? '', /<required>/);
    assert.match(named(vbox('‸'), 'iso_url').detail ?? '', /<one of iso_url, iso_urls>/);
    assert.match(named(step('shell', '‸'), 'max_retries').documentation ?? '', /\\<since Packer 1\.5\.6\\>/);
  });

  it('fills in all that has to be given, aligned', () => {
    const { insert } = named(vbox('communicator = "winrm"\n  ‸'), '<all required>');
    const lines = insert.split('\n');
    assert.ok(lines.some((line) => line.startsWith('iso_checksum')));
    assert.ok(lines.some((line) => line.startsWith('winrm_username')));
    assert.equal(new Set(lines.map((line) => line.indexOf('='))).size, 1);
  });

  it('shows how a function is called', () => {
    const join = named(vbox('vm_name = ‸'), 'join');
    assert.match(join.detail ?? '', /^join\(.*\): string$/);
  });
});
