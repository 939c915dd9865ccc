import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const amd64 = answerFile({ specialize: ['one'], firstLogon: ['two'] });
const x86 = amd64.replace(/amd64/g, 'x86');
const marked = x86.replace('"x86"', '"«x86»"');
const both = amd64.replace('</unattend>', `${/ {2}<settings[^]*<\/settings>\n/.exec(x86)?.[0]}</unattend>`);
const hcl = (type: string, settings = '') => `source "virtualbox-iso" "w" {
  guest_os_type = "${type}"
  floppy_files  = ["Autounattend.xml"]
${settings}}
build {
  sources = ["source.virtualbox-iso.w"]
}
`;

testRule('answer-file-arch-mismatch', {
  found: {
    'x86 for a server, in JSON': {
      files: { 'windows.json': jsonTemplate({}), 'Autounattend.xml': marked },
      message: /^All components of this answer file are for x86, but guest_os_type is for a 64-bit system/,
    },
    'amd64 for ARM, in HCL2': {
      files: {
        'windows.pkr.hcl': hcl('Windows11_arm64'),
        'Autounattend.xml': amd64.replace('"amd64"', '"«amd64»"'),
      },
    },
    'x86 with a 64-bit medium': {
      files: {
        'windows.pkr.hcl': hcl('Windows10_64', '  iso_url = "Win10_22H2_English_x64.iso"\n'),
        'Autounattend.xml': marked,
      },
    },
    'x86 with a medium that may be 32-bit': {
      files: { 'windows.pkr.hcl': hcl('Windows7_64'), 'Autounattend.xml': marked },
      severity: 'warning',
    },
  },
  silent: {
    'the same architecture, and a part for 32-bit programs': {
      'windows.json': jsonTemplate({}),
      'Autounattend.xml': amd64.replace('"amd64"', '"wow64"'),
    },
    both: { 'windows.json': jsonTemplate({}), 'Autounattend.xml': both },
    'an architecture that a template language fills in': {
      'windows.json': jsonTemplate({}),
      'Autounattend.xml': x86.replace('"x86"', '"${architecture}"'),
    },
    'a 32-bit Windows in a 64-bit machine': {
      'windows.pkr.hcl': hcl('Windows7_64', '  iso_url = "7601_win7_x86fre.iso"\n'),
      'Autounattend.xml': x86,
    },
    'a machine of which it is not said': {
      'windows.json': jsonTemplate({ type: 'parallels-iso', guest_os_type: 'win-7' }),
      'Autounattend.xml': x86,
    },
  },
});
