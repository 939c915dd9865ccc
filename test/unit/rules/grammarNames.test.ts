import { testRule } from '../../support/ruleTests';

/** A template that builds one source, and more. */
const hcl = (...more: string[]) =>
  `source "null" "server" {}\n\nbuild {\n  sources = ["source.null.server"]\n}\n${more.join('\n')}\n`;

const built = (source: string, steps = '', more = '') =>
  `source "null" "server" {\n${source}\n}\n\nbuild {\n  sources = ["source.null.server"]\n${steps}\n}\n${more}\n`;

const json = (variables: string, step: string) =>
  `{ "variables": { ${variables} }, "builders": [{ "type": "null" }], "provisioners": [{ "type": "shell-local", "command": ${step} }] }\n`;

testRule('undeclared-name', {
  found: {
    'a variable with a typing error': {
      files: { 'w.pkr.hcl': built('ssh_host = var.«hosst»', '', 'variable "host" {}') },
      message: /^No variable 'hosst' is declared, so Packer rejects the template\. Did you mean 'host'\?$/,
      fixed: { 'w.pkr.hcl': built('ssh_host = var.host', '', 'variable "host" {}') },
    },
    'a variable that was taken for a local': {
      files: { 'w.pkr.hcl': built('ssh_host = «local.host»', '', 'variable "host" {}') },
      fixed: { 'w.pkr.hcl': built('ssh_host = var.host', '', 'variable "host" {}') },
    },
    'a data source and a local in a template': {
      files: {
        'w.pkr.hcl': built(
          'ssh_host = data.«amazon-ami.base».id',
          '  provisioner "shell" {\n    inline = ["echo ${local.«greeting»}"]\n  }',
        ),
      },
      fixed: false,
    },
    'an attribute of path': {
      files: { 'w.pkr.hcl': built('ssh_host = path.«rooot»') },
      fixed: { 'w.pkr.hcl': built('ssh_host = path.root') },
    },
    'a word without quotes': {
      files: { 'w.pkr.hcl': built('ssh_host = «localhost»') },
      message: /Write a text in quotes/,
      fixed: false,
    },
    'a source that a build names': {
      files: { 'w.pkr.hcl': 'source "null" "server" {}\nbuild {\n  sources = ["«source.null.sever»"]\n}\n' },
      message: /Did you mean 'source\.null\.server'/,
      fixed: { 'w.pkr.hcl': 'source "null" "server" {}\nbuild {\n  sources = ["source.null.server"]\n}\n' },
    },
    'what is no reference of a source': {
      files: { 'w.pkr.hcl': 'source "null" "server" {}\nbuild {\n  sources = ["«server»"]\n}\n' },
      message: /has the form source\.TYPE\.NAME/,
      fixed: { 'w.pkr.hcl': 'source "null" "server" {}\nbuild {\n  sources = ["source.null.server"]\n}\n' },
    },
    'a branch that may not be taken, as a warning': {
      severity: 'warning',
      files: { 'w.pkr.hcl': built('ssh_host = true ? "a" : var.«other_host»') },
      fixed: false,
    },
    'a user variable of JSON that is misspelt, as a warning': {
      severity: 'warning',
      files: { 'w.json': json('"memory": "1"', '"echo {{user `«memmory»`}} {{user `memory`}}"') },
      message: /its value is empty unless a build is given one\. Did you mean 'memory'\?$/,
      fixed: { 'w.json': json('"memory": "1"', '"echo {{user `memory`}} {{user `memory`}}"') },
    },
    'one that templates beside use, too, and that is declared misspelt': {
      severity: 'warning',
      files: {
        'w.json': json('"dispaly": "gtk"', '"echo {{user `«display»`}}"'),
        'other.json': json('"display": "gtk"', '"echo {{user `display`}}"'),
      },
      fixed: {
        'w.json': json('"dispaly": "gtk"', '"echo {{user `dispaly`}}"'),
        'other.json': json('"display": "gtk"', '"echo {{user `display`}}"'),
      },
    },
    'a user variable that another one is made of': {
      severity: 'warning',
      files: { 'w.json': json('"size": "{{user `«disk»`}}G"', '"echo {{user `size`}}"') },
      message: /Packer rejects the template unless a build is given one/,
      fixed: false,
    },
    'a user variable in a project that gives builds no values, as a warning': {
      severity: 'warning',
      files: {
        'w.json': json('"mem": "1"', '"echo {{user `«size»`}} {{user `mem`}}"'),
        'build.sh': 'packer build w.json\n',
        'package.json': '{ "size": "1", "scripts": { "build": "packer build w.json" } }\n',
      },
      fixed: false,
    },
    'a user variable of JSON that may be passed, as information': {
      severity: 'info',
      files: {
        'w.json': json('"memory": "1"', '"echo {{user `«size»`}} {{user `memory`}}"'),
        'build.sh': 'packer build -var memory=2 -force w.json # size=1\n',
      },
      message: /nothing was found that sets it/,
      fixed: false,
    },
  },
  silent: {
    'what another file declares': {
      'w.pkr.hcl': built('ssh_host = var.host'),
      'v.pkr.hcl': 'variable "host" {}\n',
    },
    'what another separate template declares': {
      'a.pkr.hcl': hcl('variable "host" {}'),
      'b.pkr.hcl': `${built('ssh_host = var.host')}`,
    },
    'a part of a template': { 'w.pkr.hcl': 'source "null" "server" {\n  ssh_host = var.host\n}\n' },
    'names of loops and iterators': {
      'w.pkr.hcl': built(
        'ssh_host = join(",", [for host in ["a"] : host])',
        '  dynamic "provisioner" {\n    for_each = ["a"]\n    iterator = each\n    labels   = ["shell"]\n    content {\n      inline = ["echo ${each.value}", build.ID, source.name]\n    }\n  }',
      ),
    },
    'what is only tried, and objects': {
      'w.pkr.hcl': built(
        'ssh_host = try(var.host, "a")',
        '',
        'locals {\n  tags = { name = "a", size : 1 }\n}',
      ),
    },
    'a file with a mistake elsewhere': {
      'w.pkr.hcl': built('ssh_host = var.host'),
      'v.pkr.hcl': 'variable "host {}\n',
    },
    'a user variable that a file of values gives': {
      'w.json': json('', '"echo {{user `memory`}}"'),
      'values.json': '{ "memory": "1" }\n',
    },
    'user variables that scripts and examples of values give': {
      'templates/linux/w.json': json('', '"echo {{user `a`}}{{user `b`}}{{user `c`}}{{user `d`}}"'),
      'templates/values.json.example': '{ "a": "1" }\n',
      Makefile: "build:\n\tpacker build -var 'b=$(B)' templates/linux/w.json\n",
      '.github/workflows/build.yml': '- run: packer build --var="c=1" templates/linux/w.json\n',
      'bin/build.py': 'run(["packer", "build", "-var", "d=" + d])\n',
    },
  },
});

testRule('unused-variable', {
  found: {
    'one of HCL2': { files: { 'w.pkr.hcl': hcl('variable «"disk"» {}') }, message: /is used nowhere/ },
    'one that only its own validation asks': {
      files: {
        'w.pkr.hcl': hcl(
          'variable «"disk"» {\n  default = "a"\n  validation {\n    condition     = var.disk != ""\n    error_message = "No."\n  }\n}',
        ),
      },
    },
    'one of a list of variables': { files: { 'w.pkr.hcl': hcl('variables {\n  «disk» = "40G"\n}') } },
    'one that only its own file of values sets': {
      files: { 'w.pkr.hcl': hcl('variable «"disk"» {}'), 'a.pkrvars.hcl': 'disk = "40G"\n' },
    },
    'one of JSON': { files: { 'w.json': json('«"mem"»: "1"', '"echo"') } },
  },
  silent: {
    'what is used': { 'w.pkr.hcl': built('ssh_host = "a-${var.host}"', '', 'variable "host" {}') },
    'a folder that builds nothing': { 'w.pkr.hcl': 'variable "disk" {}\n' },
    'a variable that a script passes, as to templates beside': {
      'linux/w.pkr.hcl': hcl('variable "disk" {}'),
      'build.ps1': 'packer build -var "disk=$Disk" "linux"\n',
    },
    'a variable that a file of values for several templates sets': {
      'builds/linux/w.pkr.hcl': hcl('variable "disk" {}'),
      'builds/common.pkrvars.hcl.example': 'disk = "40G"\n',
    },
    'a variable of JSON that a value in a file is made of': {
      'w.json': json('"mem": "1"', '"echo {{user `all`}}"'),
      'values.json': '{ "all": "m={{user `mem`}}" }\n',
    },
    'variables that are taken by a key': {
      'w.pkr.hcl': built('ssh_host = var["host"]', '', 'variable "host" {}'),
    },
  },
});

testRule('unused-source', {
  found: {
    one: { files: { 'w.pkr.hcl': hcl('source «"null" "other"» {}') } },
    'one in another file': {
      files: { 'w.pkr.hcl': hcl(), 's.pkr.hcl': 'source «"null" "other"» {}\n' },
    },
    'one with the name of another type': { files: { 'w.pkr.hcl': hcl('source «"file" "server"» {}') } },
  },
  silent: {
    'those that are built': { 'w.pkr.hcl': hcl() },
    'one that a block of the build uses': {
      'w.pkr.hcl':
        'source "null" "server" {}\nbuild {\n  source "null.server" {\n    name = "core"\n  }\n}\n',
    },
    'sources that are computed': {
      'w.pkr.hcl':
        'source "null" "server" {}\nbuild {\n  sources = [for name in ["server"] : "source.null.${name}"]\n}\n',
    },
    'a template without a build': { 'w.pkr.hcl': 'source "null" "server" {}\n' },
  },
});

testRule('circular-reference', {
  found: {
    'a local of itself': { files: { 'w.pkr.hcl': hcl('locals {\n  name = "${«local.name»}-a"\n}') } },
    'two locals': {
      files: { 'w.pkr.hcl': hcl('locals {\n  a = local.b\n  b = upper(«local.a»)\n}') },
      message: /local\.a → local\.b → local\.a/,
    },
    'a local and a data source': {
      files: {
        'w.pkr.hcl': hcl(
          'locals {\n  url = data.http.page.body\n}\ndata "http" "page" {\n  url = «local.url»\n}',
        ),
      },
    },
  },
  silent: {
    'a chain': { 'w.pkr.hcl': hcl('locals {\n  a = local.b\n  b = local.c\n  c = "x"\n}') },
    'two ways to one value': {
      'w.pkr.hcl': hcl('locals {\n  a = "${local.b}${local.c}"\n  b = local.d\n  c = local.d\n  d = "x"\n}'),
    },
    'an element of a loop that is called alike': {
      'w.pkr.hcl': hcl('locals {\n  all = [for local in [{ all = 1 }] : local.all]\n}'),
    },
  },
});

testRule('duplicate-definition', {
  found: {
    'a variable': { files: { 'w.pkr.hcl': hcl('variable "a" {}\nvariable «"a"» {}') } },
    'a local, in a list and alone': {
      files: { 'w.pkr.hcl': hcl('locals {\n  a = 1\n}\nlocal «"a"» {\n  expression = 2\n}') },
    },
    'a source': {
      files: { 'w.pkr.hcl': hcl('source «"null" "server"» {}') },
      message: /source 'null\.server'/,
    },
    'what a source and its build set': {
      files: {
        'w.pkr.hcl':
          'source "file" "m" {\n  target  = "q"\n  content = "x"\n}\nbuild {\n  source "file.m" {\n    name = "n"\n    «target» = "b"\n  }\n}\n',
      },
      message: /^The source 'file\.m' already sets 'target'/,
    },
    'a step for failures': {
      files: {
        'w.pkr.hcl': built(
          '',
          '  error-cleanup-provisioner "shell-local" {}\n  «error-cleanup-provisioner» "shell-local" {}',
        ),
      },
    },
    'builders of one name': {
      files: { 'w.json': '{ "builders": [{ "type": "null" }, { "type": "file", "name": «"null"» }] }\n' },
    },
  },
  silent: {
    'one name of two kinds': { 'w.pkr.hcl': hcl('variable "a" {}\nlocals {\n  a = 1\n}') },
    'separate templates': { 'a.pkr.hcl': hcl(), 'b.pkr.hcl': hcl() },
    'a source that two build blocks use': {
      'w.pkr.hcl': hcl('build {\n  sources = ["source.null.server"]\n}'),
    },
    'what only a build sets': {
      'w.pkr.hcl':
        'source "file" "m" {\n  target = "q"\n}\nbuild {\n  source "file.m" {\n    content = "b"\n  }\n}\n',
    },
    'builders of one type with names': {
      'w.json': '{ "builders": [{ "type": "null", "name": "a" }, { "type": "null", "name": "b" }] }\n',
    },
  },
});
