import { testRule } from '../../support/ruleTests';

/** A template of one file. */
const alone = (name: string, more = ''): string =>
  `${more}source "null" "${name}" {}\nbuild {\n  sources = ["source.null.${name}"]\n}\n`;

const plugins = (name: string) =>
  `packer {\n  required_plugins {\n    ${name} = { version = ">= 1", source = "github.com/hashicorp/amazon" }\n  }\n}\n`;

testRule('separate-templates', {
  found: {
    'a variable of two files': {
      files: {
        'images/a.pkr.hcl': alone('a', 'variable "iso" {}\n'),
        'images/b.pkr.hcl': alone('b', 'variable «"iso"» {}\n'),
      },
      message:
        /^Variable 'iso' is also defined in a\.pkr\.hcl, so each HCL2 file of this folder is read as a separate/,
    },
    'a variable in either form, in JSON syntax too, once for all files': {
      files: {
        'a.pkr.hcl': alone('a', 'variables {\n  iso = "x"\n}\n'),
        'b.pkr.hcl': alone('b', 'variable «"iso"» {}\n'),
        'c.pkr.json': '{"variable": {"iso": {}}, "source": {"null": {"c": {}}}}',
      },
    },
    'a source': {
      files: { 'a.pkr.hcl': alone('a'), 'b.pkr.hcl': alone('a').replace('"null" "a"', '«"null" "a"»') },
      message: /^Source 'null\.a'/,
    },
    'a data source': {
      files: {
        'a.pkr.hcl': alone('a', 'data "amazon-ami" "base" {}\n'),
        'b.pkr.hcl': alone('b', 'data «"amazon-ami" "base"» {}\n'),
      },
      message: /^Data source 'amazon-ami\.base'/,
    },
    'a local, whether it stands alone or among others': {
      files: {
        'a.pkr.hcl': alone('a', 'local "name" {\n  expression = "a"\n}\n'),
        'b.pkr.hcl': alone('b', 'locals {\n  «name» = "b"\n}\n'),
      },
      message: /^Local 'name'/,
    },
    'a plugin that both require': {
      files: {
        'a.pkr.hcl': alone('a', plugins('amazon')),
        'b.pkr.hcl': alone('b', plugins('«amazon»')),
      },
      message: /^Required plugin 'amazon'/,
    },
  },
  silent: {
    'files that belong together': {
      'variables.pkr.hcl': 'variable "iso" {}\n',
      'a.pkr.hcl': alone('a'),
      'b.pkr.hcl': alone('b'),
    },
    'a name that one file defines twice, which Packer refuses either way': {
      'a.pkr.hcl': alone('a', 'variable "iso" {}\nvariable "iso" {}\n'),
      'b.pkr.hcl': alone('b'),
    },
    'the same name for things of different kinds, and of builds': {
      'a.pkr.hcl': `${alone('a', 'variable "iso" {}\n')}build {\n  name = "iso"\n  sources = ["null.a"]\n}\n`,
      'b.pkr.hcl': `${alone('b', 'locals {\n  iso = "x"\n}\n')}build {\n  name = "iso"\n  sources = ["null.b"]\n}\n`,
    },
    'folders that have a file each': {
      'a/a.pkr.hcl': alone('a', 'variable "iso" {}\n'),
      'b/b.pkr.hcl': alone('b', 'variable "iso" {}\n'),
    },
    'a folder for which the project has chosen': {
      'images/a.pkr.hcl': alone('a', 'variable "iso" {}\n'),
      'images/b.pkr.hcl': alone('b', 'variable "iso" {}\n'),
      'boxwright.json': '{"separateTemplates": {"images/": true}}',
    },
  },
});
