import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const windows11 = { guest_os_type: 'Windows11_64', iso_url: 'Win11_24H2_English_x64.iso' };
const bypass = 'reg add HKLM\\SYSTEM\\Setup\\LabConfig /v BypassRAMCheck /t REG_DWORD /d 1 /f';
const marked = (text: string) => text.replace('"memory": 2048', '"memory": «2048»');

testRule('windows-11-memory-below-4gb', {
  found: {
    'too little memory in JSON': {
      files: {
        'windows.json': marked(jsonTemplate({ ...windows11, memory: 2048 })),
        'Autounattend.xml': answerFile({}),
      },
      message: /has 2048 MB of memory, but Windows 11 requires 4096 MB\. Setup stops/,
      fixed: { 'windows.json': jsonTemplate({ ...windows11, memory: 4096 }) },
    },
    'too little memory in HCL2, from a variable': {
      files: {
        'windows.pkr.hcl': `variable "memory" {
  default = 3072
}

source "vmware-iso" "windows" {
  guest_os_type = "windows11-64"
  memory        = «var.memory»
}

build {
  sources = ["source.vmware-iso.windows"]
}
`,
      },
      fixed: {
        'windows.pkr.hcl': `variable "memory" {
  default = 4096
}

source "vmware-iso" "windows" {
  guest_os_type = "windows11-64"
  memory        = var.memory
}

build {
  sources = ["source.vmware-iso.windows"]
}
`,
      },
    },
    'what Hyper-V gives by default': {
      files: {
        'windows.pkr.hcl': `source «"hyperv-iso"» "windows-11" {
  iso_url      = "windows-11.iso"
  communicator = "winrm"
}

build {
  sources = ["source.hyperv-iso.windows-11"]
}
`,
      },
      message: /has 1024 MB/,
    },
    'a check that is turned off, as a warning': {
      files: {
        'windows.json': marked(jsonTemplate({ ...windows11, memory: 2048 })),
        'Autounattend.xml': answerFile({ windowsPE: [bypass] }),
      },
      severity: 'warning',
      message: /BypassRAMCheck/,
    },
    'a script that can not be read, as a warning': {
      files: {
        'windows.json': marked(jsonTemplate({ ...windows11, memory: 2048 })),
        'Autounattend.xml': answerFile({ windowsPE: ['cmd /c X:\\prepare.cmd'] }),
      },
      severity: 'warning',
    },
  },
  silent: {
    'enough memory': { 'windows.json': jsonTemplate({ ...windows11, memory: 4096 }) },
    'Windows 10': {
      'windows.json': jsonTemplate({ guest_os_type: 'Windows10_64', iso_url: 'Win10.iso', memory: 2048 }),
    },
    'a machine that is installed already': {
      'windows.json': jsonTemplate({ ...windows11, type: 'virtualbox-ovf', memory: 2048 }),
    },
    'an edition for devices': {
      'windows.json': jsonTemplate({
        guest_os_type: 'Windows11_64',
        iso_url: 'windows-11-iot-enterprise-ltsc-2024.iso',
        memory: 2048,
      }),
    },
    'so little that every Setup stops': { 'windows.json': jsonTemplate({ ...windows11, memory: 512 }) },
  },
});
