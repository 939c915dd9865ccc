import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const xml = answerFile({ firstLogon: ['one'] });
const hcl = (media: string, type = 'hyperv-iso') => `source "${type}" "w" {
  vm_name      = "windows-2022"
  communicator = "winrm"
${media}
}
build {
  sources = ["source.${type}.w"]
}
`;

testRule('answer-file-name', {
  found: {
    'unattend.xml on the floppy disk, in JSON': {
      files: {
        'windows.json': jsonTemplate({ floppy_files: ['./answers/MARK'] }).replace(
          '"./answers/MARK"',
          '«"./answers/unattend.xml"»',
        ),
        'answers/unattend.xml': xml,
      },
      message: /^Windows Setup looks for 'Autounattend.xml' at the root of a medium/,
    },
    'one on a CD, in HCL2': {
      files: {
        'windows.pkr.hcl': hcl('  cd_files = ["scripts/one.ps1", «"Unattend.xml"»]'),
        'Unattend.xml': xml,
        'scripts/one.ps1': '',
      },
    },
    'one that stands in the template': {
      files: { 'windows.pkr.hcl': hcl('  cd_content = { «"unattend.xml"» = "<unattend/>" }') },
    },
  },
  silent: {
    'the right name in any capitals, with a second file for sysprep': {
      'windows.json': jsonTemplate({ floppy_files: ['answers/autounattend.xml', 'scripts/unattend.xml'] }),
      'answers/autounattend.xml': xml,
      'scripts/unattend.xml': xml,
    },
    'the right file on another medium, or one that is not known': {
      'a.pkr.hcl': hcl('  floppy_files = ["unattend.xml"]\n  cd_files = ["Autounattend.xml"]'),
      'unattend.xml': xml,
      'Autounattend.xml': xml,
      'b/b.pkr.hcl': hcl('  floppy_files = ["../unattend.xml"]\n  secondary_iso_images = ["answers.iso"]'),
      'c/c.pkr.hcl': `variable "more" {}\n${hcl('  floppy_files = ["../unattend.xml", var.more]')}`,
    },
    'setup.exe, which is told the name': {
      'windows.pkr.hcl': hcl(
        '  floppy_files = ["unattend.xml"]\n  boot_command = ["setup.exe /unattend:a:\\\\unattend.xml<enter>"]',
      ),
      'unattend.xml': xml,
    },
    'a machine that is already installed': {
      'windows.pkr.hcl': hcl('  floppy_files = ["unattend.xml"]', 'vmware-vmx'),
      'unattend.xml': xml,
    },
  },
});
