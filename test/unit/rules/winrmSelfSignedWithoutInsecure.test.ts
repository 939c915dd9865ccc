import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const ssl = { winrm_use_ssl: true };
const withScript = { ...ssl, floppy_files: ['Autounattend.xml', 'https.ps1'] };
const mark = (text: string) => text.replace('"winrm_use_ssl": true', '"winrm_use_ssl": «true»');
const runsScript = answerFile({ firstLogon: ['powershell -File a:\\https.ps1'] });
const makes = `$cert = New-SelfSignedCertificate -DnsName packer -CertStoreLocation Cert:\\LocalMachine\\My
winrm create winrm/config/Listener?Address=*+Transport=HTTPS "@{Hostname=\`"packer\`"; CertificateThumbprint=\`"$($cert.Thumbprint)\`"}"
`;

const amazon = (settings: string) => `source "amazon-ebs" "windows" {
${settings}  communicator   = "winrm"
  winrm_username = "Administrator"
  user_data_file = "https.txt"
}

build {
  sources = ["source.amazon-ebs.windows"]
}
`;

testRule('winrm-self-signed-without-insecure', {
  found: {
    'a certificate of a script in JSON': {
      files: {
        'windows.json': mark(jsonTemplate(withScript)),
        'Autounattend.xml': runsScript,
        'https.ps1': makes,
      },
      message: /Set winrm_insecure/,
      fixed: {
        'windows.json': jsonTemplate(withScript).replace(
          '"type": "virtualbox-iso",',
          '"type": "virtualbox-iso",\n      "winrm_insecure": true,',
        ),
      },
    },
    'a certificate of user data, in HCL2': {
      files: {
        'windows.pkr.hcl': amazon('  winrm_use_ssl  = «true»\n'),
        'https.txt': `<powershell>\n${makes}</powershell>\n`,
      },
      fixed: { 'windows.pkr.hcl': amazon('  winrm_insecure = true\n  winrm_use_ssl  = true\n') },
    },
    'an insecure that is off': {
      files: {
        'windows.pkr.hcl': amazon('  winrm_use_ssl  = true\n  winrm_insecure = «false»\n'),
        'https.txt': `<powershell>\n${makes}</powershell>\n`,
      },
      fixed: { 'windows.pkr.hcl': amazon('  winrm_use_ssl  = true\n  winrm_insecure = true\n') },
    },
    'a certificate that is perhaps made, as a warning': {
      files: {
        'windows.json': mark(jsonTemplate(withScript)),
        'Autounattend.xml': runsScript,
        'https.ps1': `if ($env:HTTPS) {\n${makes}}\n`,
      },
      severity: 'warning',
    },
  },
  silent: {
    insecure: {
      'windows.json': jsonTemplate({ ...withScript, winrm_insecure: true }),
      'Autounattend.xml': runsScript,
      'https.ps1': makes,
    },
    'no encryption': {
      'windows.json': jsonTemplate({ ...withScript, winrm_use_ssl: false }),
      'Autounattend.xml': runsScript,
      'https.ps1': makes,
    },
    'a certificate of an authority': {
      'windows.json': jsonTemplate(withScript),
      'Autounattend.xml': runsScript,
      'https.ps1': `${makes}Import-PfxCertificate -FilePath a:\\winrm.pfx -CertStoreLocation Cert:\\LocalMachine\\My\n`,
    },
    'a certificate that another one signs': {
      'windows.json': jsonTemplate(withScript),
      'Autounattend.xml': runsScript,
      'https.ps1': 'New-SelfSignedCertificate -DnsName packer -Signer $authority\n',
    },
    'no certificate': { 'windows.json': jsonTemplate(ssl), 'Autounattend.xml': answerFile({}) },
    'an insecure that only Packer knows': {
      'windows.pkr.hcl': `variable "insecure" {}\n\n${amazon('  winrm_use_ssl  = true\n  winrm_insecure = var.insecure\n')}`,
      'https.txt': `<powershell>\n${makes}</powershell>\n`,
    },
  },
});
