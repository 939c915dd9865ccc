import { testRule } from '../../support/ruleTests';

const json = (
  step: string,
  builders = '{ "type": "virtualbox-iso" }, { "type": "vmware-iso", "name": "esx" }',
) =>
  `{
  "builders": [${builders}],
  ${step}
}
`;

const step = (words: string) =>
  json(`"provisioners": [{ "type": "powershell", "inline": ["echo a"], ${words} }]`);

const hcl = (
  words: string,
  source = 'source "virtualbox-iso.server" {}',
) => `source "virtualbox-iso" "server" {}
source "qemu" "server" {}

build {
  name = "windows"
  sources = ["source.qemu.server"]
  ${source}
  provisioner "powershell" {
    inline = ["echo a"]
    ${words}
  }
}
`;

/** A step with a condition on a variable that has a default. */
const dry = (only: string) => `variable "dry" {\n  default = true\n}\n${hcl(`only = ${only}`)}`;

testRule('unknown-build-name', {
  found: {
    'a builder that has a name, by its type': {
      files: { 'w.json': step('"only": [«"vmware-isso"», "esx"]') },
      message: /^No builder is named 'vmware-isso', so Packer rejects the template\. Available names/,
      fixed: false,
    },
    'a typing error': {
      files: { 'w.json': step('"only": [«"virtualbox-ios"»]') },
      message: /Did you mean 'virtualbox-iso'\?$/,
      fixed: { 'w.json': step('"only": ["virtualbox-iso"]') },
    },
    'a post-processor that leaves out nothing that is there': {
      files: { 'w.json': json('"post-processors": [[{ "type": "manifest", "except": «"hyperv-iso"» }]]') },
      fixed: false,
    },
    'a step of HCL2 that never runs': {
      files: { 'w.pkr.hcl': hcl('only = [«"virtualbox-iso.sever"»]') },
      message: /so this step never runs/,
      fixed: { 'w.pkr.hcl': hcl('only = ["virtualbox-iso.server"]') },
    },
    'a source by the words of `sources`': {
      files: { 'w.pkr.hcl': hcl('only = [«"source.virtualbox-iso.server"»]') },
      fixed: { 'w.pkr.hcl': hcl('only = ["virtualbox-iso.server"]') },
    },
    'a source by the words of -only': {
      files: { 'w.pkr.hcl': hcl('only = [«"windows.qemu.server"»]') },
      fixed: { 'w.pkr.hcl': hcl('only = ["qemu.server"]') },
    },
    'the type of a builder, as in JSON': {
      files: { 'w.pkr.hcl': hcl('only = [«"qemu"»]') },
      fixed: { 'w.pkr.hcl': hcl('only = ["qemu.server"]') },
    },
    'a name that two have': {
      files: { 'w.pkr.hcl': hcl('only = [«"server"»]') },
      fixed: false,
    },
    'one wrong name of two, as a warning': {
      severity: 'warning',
      files: { 'w.pkr.hcl': hcl('only = ["qemu.server", «"vmware-iso.server"»]') },
      fixed: false,
    },
    'a source that the build gives other names': {
      files: {
        'w.pkr.hcl': hcl(
          'only = [«"virtualbox-iso.server"»]',
          'source "virtualbox-iso.server" {\n    name = "core"\n  }\n  source "virtualbox-iso.server" {\n    name = "full"\n  }',
        ),
      },
      message:
        /^The build block gives the source 'virtualbox-iso\.server' another name, so this step never runs\. Available names: .*'virtualbox-iso\.core' and 'virtualbox-iso\.full'/,
      fixed: false,
    },
    'a pattern, as -only takes it': {
      files: { 'w.pkr.hcl': hcl('only = [«"virtualbox-*"»]') },
      fixed: false,
    },
    'a typing error in a branch, where the other one is right, as a warning': {
      severity: 'warning',
      files: { 'w.pkr.hcl': dry('var.dry ? [«"qemu.sever"»] : ["virtualbox-iso.server"]') },
      message: /Did you mean 'qemu\.server'/,
      fixed: { 'w.pkr.hcl': dry('var.dry ? ["qemu.server"] : ["virtualbox-iso.server"]') },
    },
    'the branch that is always taken': {
      files: { 'w.pkr.hcl': dry('true ? [«"not-in-dry"»] : ["qemu.server"]') },
      fixed: false,
    },
    'a source that is taken out and is not there, as a warning': {
      severity: 'warning',
      files: { 'w.pkr.hcl': hcl('except = [«"hyperv-iso.other"»]') },
      message: /excludes nothing/,
      fixed: false,
    },
  },
  silent: {
    'names that are there': {
      'w.json': step('"only": ["esx"], "except": ["virtualbox-iso"]'),
      'w.pkr.hcl': hcl('except = ["qemu.server"]'),
    },
    'a name that a build gives': {
      'w.pkr.hcl': hcl(
        'only = ["virtualbox-iso.core"]',
        'source "virtualbox-iso.server" {\n    name = "core"\n  }',
      ),
    },
    'the name of a source that the build uses as it is and under another name': {
      'w.pkr.hcl': hcl(
        'only = ["virtualbox-iso.server"]',
        'source "virtualbox-iso.server" {}\n  source "virtualbox-iso.server" {\n    name = "core"\n  }',
      ),
    },
    'a source that was taken out of the build for now': {
      'w.pkr.hcl': hcl('only = ["virtualbox-iso.server"]', ''),
    },
    'a branch that is to run in no build, by a name that nobody has': {
      'w.pkr.hcl': dry('var.dry ? ["not-in-dry"] : ["qemu.server"]'),
    },
    'such a branch by the way of a local, and in a list': {
      'w.pkr.hcl': `locals {\n  real = local.dry ? ["not-in-dry"] : ["qemu.server"]\n  dry  = var.dry\n}\n${dry('local.real')}`,
      'x/x.pkr.hcl': dry('[var.dry ? "not-in-dry" : "qemu.server"]'),
    },
    'names that only the build knows': {
      'w.json': json(
        '"provisioners": [{ "type": "powershell", "inline": ["a"], "only": ["windows-2019"] }]',
        '{ "type": "qemu", "name": "windows-{{user `version`}}" }',
      ),
      'w.pkr.hcl': hcl(
        'only = ["virtualbox-iso.core", var.more]',
        'source "virtualbox-iso.server" {\n    name = "c-${var.version}"\n  }',
      ),
    },
    'sources that are made': {
      'w.pkr.hcl': hcl(
        'only = ["virtualbox-iso.core"]',
        'dynamic "source" {\n    for_each = var.all\n    labels = ["virtualbox-iso.server"]\n    content {\n      name = source.value\n    }\n  }',
      ),
    },
    'a step that is switched off': { 'w.pkr.hcl': hcl('only = ["never"]') },
  },
});
