import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const hcl = (iso: string, inline = '') => `source "hyperv-iso" "w" {
  iso_url      = "${iso}"
  communicator = "winrm"
  cd_files     = ["Autounattend.xml"]
}
build {
  sources = ["source.hyperv-iso.w"]
${inline}}
`;
const never = `wmic useraccount where "name='vagrant'" set PasswordExpires=FALSE`;
const set = 'Set-LocalUser -Name vagrant -PasswordNeverExpires $true';
const image = (name: string) =>
  `      <ImageInstall><OSImage><InstallFrom><MetaData><Key>/IMAGE/NAME</Key><Value>${name}</Value></MetaData></InstallFrom></OSImage></ImageInstall>\n`;

testRule('wmic-removed', {
  found: {
    'a password that does not expire, in a template in JSON': {
      files: {
        'windows.json': jsonTemplate({ guest_os_type: 'Windows2025_64' }),
        'Autounattend.xml': answerFile({ firstLogon: [`«cmd.exe /c ${never}»`] }),
      },
      message: /^Windows 11 24H2 and later and Windows Server 2025 do not include wmic/,
      fixed: {
        'Autounattend.xml': answerFile({ firstLogon: [`powershell -Command ${set}`] }),
        'windows.json': jsonTemplate({ guest_os_type: 'Windows2025_64' }),
      },
    },
    'the same in provisioners, in HCL2': {
      files: {
        'windows.pkr.hcl': hcl(
          'iso/Win11_24H2_English_x64.iso',
          `  provisioner "powershell" {
    inline = [«"${never.replace(/"/g, '\\"')}"»]
  }
  provisioner "windows-shell" {
    inline = [«"${never.replace(/"/g, '\\"')}"»]
  }
`,
        ),
        'Autounattend.xml': answerFile({ firstLogon: ['one'] }),
      },
      fixed: {
        'windows.pkr.hcl': hcl(
          'iso/Win11_24H2_English_x64.iso',
          `  provisioner "powershell" {
    inline = ["${set}"]
  }
  provisioner "windows-shell" {
    inline = ["powershell -Command ${set}"]
  }
`,
        ),
      },
    },
    'another use, in a script and with a Windows 11 that may be older': {
      files: {
        'windows.json': jsonTemplate({
          guest_os_type: 'Windows11_64',
          floppy_files: ['Autounattend.xml', 'a.cmd'],
        }),
        'Autounattend.xml': answerFile({ firstLogon: ['a:\\a.cmd'] }),
        'a.cmd': '«wmic computersystem set AutomaticManagedPagefile=False»\r\n',
      },
      severity: 'info',
      fixed: false,
    },
    'a lone answer file that names its image': {
      files: {
        'Autounattend.xml': answerFile(
          { firstLogon: [`«${never}»`] },
          image('Windows Server 2025 SERVERSTANDARD'),
        ),
      },
      fixed: {
        'Autounattend.xml': answerFile(
          { firstLogon: [`powershell -Command ${set}`] },
          image('Windows Server 2025 SERVERSTANDARD'),
        ),
      },
    },
  },
  silent: {
    'older systems': {
      'windows.json': jsonTemplate({}),
      'Autounattend.xml': answerFile({ firstLogon: [never] }),
    },
    'a Windows 11 that still has it': {
      'windows.pkr.hcl': hcl('iso/Win11_23H2_English_x64.iso'),
      'Autounattend.xml': answerFile({ firstLogon: [never] }),
    },
    'a system that nobody names': { 'Autounattend.xml': answerFile({ firstLogon: [never] }) },
    'wmic that was added before': {
      'windows.json': jsonTemplate({ guest_os_type: 'Windows2025_64' }),
      'Autounattend.xml': answerFile({
        firstLogon: ['dism /online /add-capability /capabilityname:WMIC~~~~', never],
      }),
    },
    'what is only written': {
      'windows.json': jsonTemplate({ guest_os_type: 'Windows2025_64' }),
      'Autounattend.xml': answerFile({ firstLogon: ['cmd /c echo wmic os get caption', 'cmd /c rem wmic'] }),
    },
  },
});
