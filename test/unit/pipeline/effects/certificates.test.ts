import { table } from './support';

describe('effects: certificates', () => {
  table('powershell', {
    selfSignedCertificate: [
      '$cert = New-SelfSignedCertificate -DnsName packer -CertStoreLocation Cert:\\LocalMachine\\My',
    ],
    certificate: [
      'New-SelfSignedCertificate -DnsName packer -Signer $authority',
      'Import-PfxCertificate -FilePath a:\\winrm.pfx -CertStoreLocation Cert:\\LocalMachine\\My',
      'Get-Certificate -Template Machine',
      'certutil -f -p x -importpfx a:\\winrm.pfx',
      'certreq -submit request.inf',
    ],
    '': ['Import-Certificate -FilePath a:\\oracle.cer', 'certutil -addstore TrustedPublisher a:\\oracle.cer'],
  });
});

describe('effects: Windows Setup', () => {
  table('batch', {
    skipsMemoryCheck: ['reg add HKLM\\SYSTEM\\Setup\\LabConfig /v BypassRAMCheck /t REG_DWORD /d 1 /f'],
    '': [
      'reg add HKLM\\SYSTEM\\Setup\\LabConfig /v BypassTPMCheck /t REG_DWORD /d 1 /f',
      'reg add HKLM\\SYSTEM\\Setup\\LabConfig /v BypassRAMCheck /t REG_DWORD /d 0 /f',
    ],
  });
});
