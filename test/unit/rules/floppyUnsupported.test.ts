import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const xml = answerFile({ firstLogon: ['one'] });
const hcl = (type: string, settings: string) => `source "${type}" "w" {
  vm_name      = "windows-2022"
  communicator = "winrm"
${settings}
}
build {
  sources = ["source.${type}.w"]
}
`;

testRule('floppy-unsupported', {
  found: {
    'a machine of generation 2, in HCL2': {
      files: {
        'windows.pkr.hcl': hcl('hyperv-iso', '  generation   = 2\n  «floppy_files» = ["Autounattend.xml"]'),
        'Autounattend.xml': xml,
      },
      message: /^A generation 2 machine has no floppy drive: Packer rejects floppy_files\./,
      fixed: {
        'windows.pkr.hcl': hcl('hyperv-iso', '  generation   = 2\n  cd_files = ["Autounattend.xml"]'),
      },
    },
    'one in JSON, with the files on a CD too': {
      files: {
        'windows.json': jsonTemplate({
          type: 'hyperv-iso',
          generation: '2',
          cd_files: ['Autounattend.xml'],
        }).replace('"floppy_files"', '«"floppy_files"»'),
        'Autounattend.xml': xml,
      },
      fixed: false,
    },
    'one in JSON': {
      files: {
        'windows.json': jsonTemplate({ type: 'hyperv-iso', generation: 2 }).replace(
          '"floppy_files"',
          '«"floppy_files"»',
        ),
        'Autounattend.xml': xml,
      },
      fixed: {
        'windows.json': jsonTemplate({ type: 'hyperv-iso', generation: 2 }).replace(
          '"floppy_files"',
          '"cd_files"',
        ),
      },
    },
    'an answer file that EFI does not find': {
      files: {
        'windows.pkr.hcl': hcl('qemu', '  efi_boot = true\n  «floppy_files» = ["Autounattend.xml"]'),
        'Autounattend.xml': xml,
      },
      severity: 'warning',
      fixed: { 'windows.pkr.hcl': hcl('qemu', '  efi_boot = true\n  cd_files = ["Autounattend.xml"]') },
    },
    'a folder, which would come onto the CD in another way': {
      files: {
        'windows.pkr.hcl': hcl('vsphere-iso', '  firmware = "efi-secure"\n  «floppy_files» = ["answers"]'),
        'answers/Autounattend.xml': xml,
      },
      severity: 'warning',
      fixed: false,
    },
  },
  silent: {
    'a machine of generation 1, and one of which it is not known': {
      'a.pkr.hcl': hcl('hyperv-iso', '  generation = 1\n  floppy_files = ["Autounattend.xml"]'),
      'b/b.pkr.hcl': `variable "g" {}\n${hcl('hyperv-iso', '  generation = var.g\n  floppy_files = ["../Autounattend.xml"]')}`,
      'Autounattend.xml': xml,
    },
    'an empty list': {
      'windows.pkr.hcl': hcl(
        'hyperv-iso',
        '  generation = 2\n  floppy_files = []\n  cd_files = ["Autounattend.xml"]',
      ),
      'Autounattend.xml': xml,
    },
    'EFI with the answer file on a CD, too': {
      'windows.pkr.hcl': hcl(
        'qemu',
        '  efi_boot = true\n  floppy_files = ["Autounattend.xml"]\n  cd_files = ["Autounattend.xml"]',
      ),
      'Autounattend.xml': xml,
    },
    'BIOS, and a hypervisor of which nothing is known': {
      'a.pkr.hcl': hcl('virtualbox-iso', '  firmware = "bios"\n  floppy_files = ["Autounattend.xml"]'),
      'b/b.pkr.hcl': hcl('vmware-iso', '  firmware = "efi"\n  floppy_files = ["../Autounattend.xml"]'),
      'Autounattend.xml': xml,
    },
  },
});
