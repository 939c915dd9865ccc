import { testRule } from '../../support/ruleTests';

/** A template that builds one source, and more. */
const hcl = (...more: string[]) =>
  `source "null" "server" {}\n\nbuild {\n  sources = ["source.null.server"]\n}\n${more.join('\n')}\n`;

const build = (...lines: string[]) =>
  `source "null" "server" {}\n\nbuild {\n  sources = ["source.null.server"]\n${lines.join('\n')}\n}\n`;

const plugin = (words: string) => `packer {\n  required_plugins {\n    ${words}\n  }\n}\n${hcl()}`;
const json = (words: string) => `{ "builders": [{ "type": "null" }], ${words} }\n`;

testRule('unknown-block', {
  found: {
    'a typing error': {
      files: { 'w.pkr.hcl': hcl('«variabel» "a" {}') },
      message: /Did you mean 'variable'\?/,
      fixed: { 'w.pkr.hcl': hcl('variable "a" {}') },
    },
    'a step beside the build': {
      files: { 'w.pkr.hcl': hcl('«provisioner» "shell" {}') },
      message: /belongs into a block 'build'/,
      fixed: false,
    },
    'a block at the top that stands in a build': {
      files: { 'w.pkr.hcl': build('  «locals» {}') },
      message: /belongs at the top/,
      fixed: false,
    },
    'an argument that is written as a block': {
      files: { 'w.pkr.hcl': hcl('variable "a" {\n  «default» {}\n}') },
      message: /It is an argument/,
      fixed: false,
    },
  },
  silent: {
    'blocks of plugins': { 'w.pkr.hcl': 'source "null" "server" {\n  disk {\n    size = 1\n  }\n}\n' },
    'all blocks of Packer': {
      'w.pkr.hcl': `packer {\n  required_plugins {}\n}\nvariables {}\ncommunicator "ssh" "a" {}\n${build(
        '  hcp_packer_registry {}\n  post-processors {\n    post-processor "manifest" {}\n  }',
      )}`,
    },
    'a language that is newer': {
      'w.pkr.hcl': `packer {\n  required_version = ">= 99.0.0"\n}\n${hcl('fleet "a" {}')}`,
    },
    'a file with a brace too many': { 'w.pkr.hcl': `${build('  }\n  provisioner "shell" {}')}` },
  },
});

testRule('unknown-argument', {
  found: {
    'a typing error in a variable': {
      files: { 'w.pkr.hcl': hcl('variable "a" {\n  «defualt» = 1\n}') },
      message: /Did you mean 'default'\?/,
      fixed: { 'w.pkr.hcl': hcl('variable "a" {\n  default = 1\n}') },
    },
    'one at the top': {
      files: { 'w.pkr.hcl': hcl('«version» = 1') },
      message: /Only blocks can stand there/,
      fixed: false,
    },
    'a block that is written as an argument': {
      files: { 'w.pkr.hcl': `packer {\n  «required_plugins» = {}\n}\n${hcl()}` },
      message: /It is a block/,
      fixed: false,
    },
    'a key of JSON': {
      files: { 'w.json': json('«"provisoners"»: []') },
      fixed: { 'w.json': json('"provisioners": []') },
    },
  },
  silent: {
    'arguments of plugins': { 'w.pkr.hcl': 'source "null" "server" {\n  anything = 1\n}\n' },
    'names of locals': { 'w.pkr.hcl': hcl('locals {\n  anything = 1\n}') },
    'what a registry does not read': { 'w.pkr.hcl': hcl('hcp_packer_registry {\n  other = 1\n}') },
    'comments of JSON': { 'w.json': json('"_note": "a", "description": "b"') },
  },
});

testRule('wrong-labels', {
  found: {
    'a source without a name': {
      files: { 'w.pkr.hcl': hcl('«source» "null" {}') },
      message: /its name is missing/,
    },
    'a build with one': { files: { 'w.pkr.hcl': hcl('build «"a"» {\n  sources = ["null.server"]\n}') } },
    'a step without a type': { files: { 'w.pkr.hcl': build('  «provisioner» {}') } },
    'a variable with two': { files: { 'w.pkr.hcl': hcl('variable "a" «"b"» {}') } },
  },
  silent: {
    'the right ones': { 'w.pkr.hcl': build('  provisioner "shell" {}\n  post-processors {}') },
    'blocks of plugins': { 'w.pkr.hcl': 'source "null" "server" {\n  disk "a" "b" {}\n}\n' },
    'what is ignored': { 'w.pkr.hcl': hcl('communicator "ssh" "a" {}') },
  },
});

const dynamic = (...lines: string[]) =>
  build(`  dynamic "provisioner" {\n${lines.map((line) => `    ${line}\n`).join('')}  }`);
const dynamicAt = (...lines: string[]) => dynamic(...lines).replace('dynamic', '«dynamic»');

testRule('empty-dynamic', {
  found: {
    'one without labels': {
      files: { 'w.pkr.hcl': dynamicAt('for_each = [1]', 'content {}') },
      message: /no 'labels'/,
    },
    'one without for_each': { files: { 'w.pkr.hcl': dynamicAt('labels = ["shell"]', 'content {}') } },
    'one without content': { files: { 'w.pkr.hcl': dynamicAt('labels = ["shell"]', 'for_each = [1]') } },
    'another number of labels': {
      files: { 'w.pkr.hcl': dynamic('labels = «["shell", "a"]»', 'for_each = [1]', 'content {}') },
    },
    'what belongs into content': {
      files: {
        'w.pkr.hcl': dynamic('labels = ["shell"]', 'for_each = [1]', '«inline» = ["a"]', 'content {}'),
      },
    },
    'one of a plugin': {
      files: { 'w.pkr.hcl': 'source "null" "server" {\n  «dynamic» "disk" {\n    for_each = [1]\n  }\n}\n' },
    },
  },
  silent: {
    'one of steps': { 'w.pkr.hcl': dynamic('labels = ["shell"]', 'for_each = [1]', 'content {}') },
    'one of a plugin': {
      'w.pkr.hcl':
        'source "null" "server" {\n  dynamic "disk" {\n    for_each = [1]\n    iterator = one\n    content {}\n  }\n}\n',
    },
    'labels that are computed': {
      'w.pkr.hcl': dynamic('labels = concat(["shell"])', 'for_each = [1]', 'content {}'),
    },
  },
});

testRule('reserved-name', {
  found: {
    'a dot': { files: { 'w.pkr.hcl': hcl('variable «"disk.size"» {}') } },
    'a digit at the start': { files: { 'w.pkr.hcl': hcl('local «"2nd"» {\n  expression = 1\n}') } },
    'a blank': { files: { 'w.pkr.hcl': hcl('data "http" «"my page"» {}') } },
  },
  silent: {
    'hyphens and underscores': { 'w.pkr.hcl': hcl('variable "disk-size_2" {}') },
    'letters of other languages': { 'w.pkr.hcl': hcl('variable "größe" {}') },
    'a name of a source': { 'w.pkr.hcl': 'source "null" "a.b" {}\n' },
  },
});

testRule('nothing-to-build', {
  found: {
    'a build without a source': {
      files: { 'w.pkr.hcl': 'source "null" "a" {}\n«build» {}\n' },
      message: /names no source/,
    },
    'a template without a build, as a warning': {
      severity: 'warning',
      files: { 'w.pkr.hcl': '«source» "null" "a" {}\n' },
    },
    'a list without builders': { files: { 'w.json': '{ «"builders"»: [] }\n' } },
    'a step without a type': {
      files: { 'w.json': json('"provisioners": [«{» "inline": ["a"] }]') },
    },
  },
  silent: {
    'a build': { 'w.pkr.hcl': hcl() },
    'sources that a dynamic block makes': {
      'w.pkr.hcl':
        'build {\n  dynamic "source" {\n    for_each = [1]\n    labels = ["null.a"]\n    content {}\n  }\n}\n',
    },
    'variables alone': { 'w.pkr.hcl': 'variable "a" {}\n' },
    'a separate template of sources': {
      'a.pkr.hcl': hcl('variable "a" {}'),
      'b.pkr.hcl': 'source "null" "b" {}\nvariable "a" {}\n',
    },
  },
});

testRule('unknown-function', {
  found: {
    'a typing error': {
      files: { 'w.pkr.hcl': hcl('locals {\n  a = «uper»("a")\n}') },
      message: /Did you mean 'upper'\?/,
      fixed: { 'w.pkr.hcl': hcl('locals {\n  a = upper("a")\n}') },
    },
    'one in a text': {
      files: { 'w.pkr.hcl': build('  provisioner "shell" {\n    inline = ["${«capitalize»("a")}"]\n  }') },
      fixed: false,
    },
    'one in a default': {
      files: { 'w.pkr.hcl': hcl('variable "a" {\n  default = «upper»("a")\n}') },
      message: /no function but env/,
      fixed: false,
    },
    'env in a local': {
      files: { 'w.pkr.hcl': hcl('locals {\n  a = «env»("A")\n}') },
      fixed: false,
    },
    'one that the Packer in use does not have': {
      files: {
        'w.pkr.hcl': hcl('locals {\n  a = «strcontains»("a", "b")\n}'),
        'boxwright.json': '{ "packerVersion": "1.9.0" }\n',
      },
      message: /^Packer 1\.9\.0 has no function 'strcontains', which came with 1\.12\.0/,
      fixed: false,
    },
  },
  silent: {
    'functions of Packer': { 'w.pkr.hcl': hcl('locals {\n  a = try(upper("a"), timestamp())\n}') },
    'env in a default': { 'w.pkr.hcl': hcl('variable "a" {\n  default = env("A")\n}') },
    'what a validation in JSON calls': {
      'w.pkr.json':
        '{"variable": {"s": {"default": "abc", "validation": {"condition": "${length(var.s) > 1}", "error_message": "Not empty."}}}, "source": {"null": {"n": {"communicator": "none"}}}, "build": {"sources": ["null.n"]}}',
    },
    'types that look like calls': {
      'w.pkr.hcl': hcl('variable "a" {\n  type = map(object({ b = list(string) }))\n}'),
    },
  },
});

testRule('wrong-arguments', {
  found: {
    'too few': {
      files: { 'w.pkr.hcl': hcl('locals {\n  a = «replace("a", "b")»\n}') },
      message: /takes 3 arguments, not 2/,
    },
    'too many': { files: { 'w.pkr.hcl': hcl('locals {\n  a = «upper("a", "b")»\n}') } },
    'a list for a text': { files: { 'w.pkr.hcl': hcl('locals {\n  a = upper(«["a"]»)\n}') } },
    'a format with letters that mean nothing': {
      files: { 'w.pkr.hcl': hcl('locals {\n  a = formatdate(«"YYYY-MM-DDX"», timestamp())\n}') },
      message: /knows no 'X'/,
    },
  },
  silent: {
    'the right number': { 'w.pkr.hcl': hcl('locals {\n  a = format("%s", "b")\n  b = coalesce("a")\n}') },
    'arguments that are spread out': { 'w.pkr.hcl': hcl('locals {\n  a = replace(["a", "b", "c"]...)\n}') },
    'a number that becomes a text, and a text a number': {
      'w.pkr.hcl': hcl('locals {\n  a = upper(1)\n  b = abs("-1")\n}'),
    },
    'a format with words in quotes': {
      'w.pkr.hcl': hcl(`locals {\n  a = formatdate("YYYY-MM-DD'T'hh:mm:ssZ", timestamp())\n}`),
    },
  },
});

const variable = (...lines: string[]) =>
  hcl(`variable "a" {\n${lines.map((line) => `  ${line}\n`).join('')}}`);
const validation = (condition: string, message = '"It is wrong."') =>
  variable(
    'default = "b"',
    `validation {\n    condition = ${condition}\n    error_message = ${message}\n  }`,
  );

testRule('invalid-variable', {
  found: {
    'a type in quotes': { files: { 'w.pkr.hcl': variable('type = «"string"»') }, message: /without quotes/ },
    'a list without its elements': { files: { 'w.pkr.hcl': variable('type = «list»') } },
    'a default that does not fit': {
      files: { 'w.pkr.hcl': variable('type = number', 'default = «"40G"»') },
      message: /a number is needed here/,
    },
    'an element that does not fit': {
      files: { 'w.pkr.hcl': variable('type = list(number)', 'default = [1, «"x"»]') },
    },
    'an attribute that is missing': {
      files: { 'w.pkr.hcl': variable('type = object({ b = string })', 'default = «{ c = 1 }»') },
      message: /the attribute 'b' is missing/,
    },
    'a value in a file': {
      files: { 'w.pkr.hcl': variable('type = bool'), 'w.auto.pkrvars.hcl': 'a = «"perhaps"»\n' },
    },
    'a message that is no sentence': { files: { 'w.pkr.hcl': validation('var.a != ""', '«"wrong"»') } },
    'a condition with another name': { files: { 'w.pkr.hcl': validation('var.a != «local.b»') } },
    'a default that is refused': {
      files: { 'w.pkr.hcl': validation('var.a == "c"').replace('"b"', '«"b"»') },
      message: /does not pass the validation/,
    },
  },
  silent: {
    'values that become what is wanted': {
      'w.pkr.hcl': hcl(
        'variable "a" {\n  type = map(string)\n  default = { b = 1 }\n}',
        'variable "c" {\n  type = set(number)\n  default = ["1"]\n}',
        'variable "d" {\n  type = object({ e = optional(string), f = bool })\n  default = { f = "true" }\n}',
      ),
    },
    'a default that stands for none': { 'w.pkr.hcl': variable('type = list(string)', 'default = null') },
    'an empty default that a validation refuses': {
      'w.pkr.hcl': validation('var.a != ""').replace('"b"', '""'),
    },
    'a value that only the build knows': { 'w.pkr.hcl': variable('type = number', 'default = env("A")') },
  },
});

testRule('invalid-constraint', {
  found: {
    'a version that is none': {
      files: { 'w.pkr.hcl': `packer {\n  required_version = «"latest"»\n}\n${hcl()}` },
    },
    'another Packer': {
      files: {
        'w.pkr.hcl': `packer {\n  required_version = «">= 1.9.0"»\n}\n${hcl()}`,
        'boxwright.json': '{ "packerVersion": "1.8.0" }\n',
      },
      message: /this one is 1\.8\.0/,
    },
    'an address with a scheme': {
      files: {
        'w.pkr.hcl': plugin('a = { source = «"https://github.com/b/a"», version = "1.0.0" }'),
      },
      message: /without https/,
    },
    'a plugin without a version': {
      files: { 'w.pkr.hcl': plugin('«a» = { source = "github.com/b/a" }') },
      message: /has no 'version'/,
    },
    'a plugin by its version alone': { files: { 'w.pkr.hcl': plugin('a = «"1.0.0"»') } },
    'a name with capitals': {
      files: { 'w.pkr.hcl': plugin('«A» = { source = "github.com/b/a", version = "1.0.0" }') },
    },
    'a version of JSON that this Packer is not': {
      files: {
        'w.json': json('"min_packer_version": «"1.9.0"»'),
        'boxwright.json': '{ "packerVersion": "1.8.0" }\n',
      },
    },
  },
  silent: {
    'constraints as they are': {
      'w.pkr.hcl': `packer {\n  required_version = "~> 1.7, != 1.7.4"\n}\n${plugin(
        'a-b = { source = "github.com/b/a", version = ">= 1.0.0, < 2.0.0" }',
      )}`,
    },
    'what is not written out': {
      'w.pkr.hcl': plugin('a = { source = "github.com/${var.owner}/a", version = ">= ${var.least}" }'),
    },
    'a version of JSON': { 'w.json': json('"min_packer_version": "1.6.0"') },
  },
});

const step = (words: string) => build(`  provisioner "shell" {\n    ${words}\n  }`);

testRule('invalid-duration', {
  found: {
    'a number without a unit': {
      files: { 'w.pkr.hcl': step('pause_before = «"30"»') },
      fixed: { 'w.pkr.hcl': step('pause_before = "30s"') },
    },
    'a number': {
      files: { 'w.pkr.hcl': step('timeout = «5»') },
      fixed: { 'w.pkr.hcl': step('timeout = "5s"') },
    },
    'a unit that Go does not have': { files: { 'w.pkr.hcl': step('timeout = «"1 day"»') }, fixed: false },
    'one of JSON': {
      files: {
        'w.json': json('"provisioners": [{ "type": "shell-local", "command": "a", "pause_before": «"30"» }]'),
      },
      fixed: false,
    },
  },
  silent: {
    durations: { 'w.pkr.hcl': step('pause_before = "1h30m"\n    timeout = "0"') },
    'what only the build knows': { 'w.pkr.hcl': step('pause_before = var.pause') },
    'options of plugins': { 'w.pkr.hcl': 'source "null" "server" {\n  timeout = "5"\n}\n' },
  },
});

testRule('registry-limits', {
  found: {
    'a short name': { files: { 'w.pkr.hcl': hcl('hcp_packer_registry {\n  bucket_name = «"a"»\n}') } },
    'a name with an underscore, in a build': {
      files: { 'w.pkr.hcl': build('  hcp_packer_registry {\n    bucket_name = «"a_bucket"»\n  }') },
    },
    'a long description': {
      files: {
        'w.pkr.hcl': hcl(`hcp_packer_registry {\n  description = «"${'a'.repeat(256)}"»\n}`),
      },
    },
    'labels twice': {
      files: {
        'w.pkr.hcl': hcl('hcp_packer_registry {\n  «labels» = { a = "b" }\n  bucket_labels = { a = "b" }\n}'),
      },
    },
  },
  silent: {
    'what fits': { 'w.pkr.hcl': hcl('hcp_packer_registry {\n  bucket_name = "a-1"\n  description = "a"\n}') },
    'no name, which the environment gives': { 'w.pkr.hcl': hcl('hcp_packer_registry {}') },
    'what only the build knows': {
      'w.pkr.hcl': hcl('hcp_packer_registry {\n  bucket_name = "${var.a}_b"\n}'),
    },
  },
});

const source = (name: string) => `source "null" "server" {\n  ssh_host = ${name}\n}\n`;

testRule('template-call-without-meaning', {
  found: {
    'user in HCL2': {
      files: { 'w.pkr.hcl': source('"«{{user `a`}}»"') },
      message: /Write \$\{var\.a\}/,
    },
    'build in a source': { files: { 'w.pkr.hcl': source('"«{{ build `ID` }}»"') } },
    'env in a step': { files: { 'w.pkr.hcl': step('inline = ["«echo {{env `A`}}»"]') } },
    'env in a builder of JSON': {
      files: { 'w.json': '{ "builders": [{ "type": "null", "ssh_host": «"{{env `A`}}"» }] }\n' },
    },
  },
  silent: {
    'calls that hold everywhere': { 'w.pkr.hcl': source('"a-{{timestamp}}-{{ .Name }}"') },
    'build in a step': { 'w.pkr.hcl': step('inline = ["echo {{build `ID`}}"]') },
    'env in variables': {
      'w.json':
        '{ "variables": { "a": "{{env `A`}}" }, "builders": [{ "type": "null", "ssh_host": "{{user `a`}}" }] }\n',
    },
  },
});
