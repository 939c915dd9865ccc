import assert from 'node:assert/strict';
import { windowsReleaseOf } from '../../../../src/pipeline/guest/windowsRelease';
import { builder } from '../template/read';

describe('windowsReleaseOf', () => {
  for (const [source, expected] of [
    [{ guest_os_type: 'Windows2016_64' }, 'server 2016'],
    [{ guest_os_type: 'Windows2012_64' }, undefined],
    [{ guest_os_type: 'Windows81_64' }, 'client 8.1'],
    [{ guest_os_type: 'Windows10_64' }, 'client 10'],
    [{ guest_os_type: 'windows9srv-64' }, undefined],
    [{ guest_os_type: 'windows9-64' }, undefined],
    [{ guest_os_type: 'windows2019srv_64Guest' }, 'server 2019'],
    [{ guest_os_type: 'windows2019srvNext_64Guest' }, 'server 2022'],
    [{ guest_os_type: 'win-2016' }, 'server 2016'],
    [{ os: 'win10' }, undefined],
    [
      {
        iso_url:
          'http://x/9600.17050.WINBLUE_REFRESH.140317-1640_X64FRE_SERVER_EVAL_EN-US-IR3_SSS_X64FREE_EN-US_DV9.ISO',
        guest_os_type: 'Windows2012_64',
      },
      'server 2012R2',
    ],
    [
      {
        iso_url: 'x/17763.379.190312-0539.rs5_release_svc_refresh_SERVER_EVAL_x64FRE_en-us.iso',
        guest_os_type: 'Windows2016_64',
      },
      'server 2019',
    ],
    [{ iso_url: 'x/7601.17514.101119-1850_x64fre_client_eval_en-us.iso' }, 'client 7'],
    [
      {
        iso_url:
          'x/19042.508.200927-1902.20h2_release_svc_refresh_CLIENTENTERPRISEEVAL_OEMRET_x64FRE_en-us.iso',
      },
      'client 10',
    ],
    [
      {
        iso_url:
          'x/22000.318.211104-1236.co_release_svc_refresh_CLIENTENTERPRISEEVAL_OEMRET_x64FRE_en-us.iso',
      },
      'client 11',
    ],
    [
      { iso_url: 'x/26100.1742.240906-0331.ge_release_svc_refresh_SERVER_EVAL_x64FRE_en-us.iso' },
      'server 2025',
    ],
    [{ iso_url: 'x/SERVER_EVAL_x64FRE_en-us.iso' }, undefined],
    [{ iso_url: 'iso/en_windows_server_2012_r2_with_update_x64_dvd_6052708.iso' }, 'server 2012R2'],
    [{ iso_url: 'SW_DVD9_Win_Server_STD_CORE_2016_64Bit_English.ISO' }, 'server 2016'],
    [{ iso_url: 'Win10_21H2_English_x64.iso' }, 'client 10'],
    [{ iso_urls: ['a/windows_2016.iso', 'b/windows_2019.iso'] }, undefined],
    [{ vm_name: 'win2022-base' }, 'server 2022'],
    [{ vm_name: 'windows_11' }, 'client 11'],
    [{ vm_name: 'win100' }, undefined],
    [{ vm_name: 'darwin10' }, undefined],
    [{ vm_name: 'backup-2019' }, undefined],
    [{ name: 'windows_2008_r2' }, 'server 2008R2'],
    [{ image_sku: '2019-Datacenter', image_offer: 'WindowsServer' }, 'server 2019'],
    [{ image_sku: '2012-R2-Datacenter' }, 'server 2012R2'],
    [{ source_image_family: 'windows-2022' }, 'server 2022'],
    [{ source_ami_filter: { filters: { name: 'Windows_Server-2016-English-Full-Base-*' } } }, 'server 2016'],
    [{}, undefined],
  ] as [Record<string, unknown>, string | undefined][])
    it(`reads ${JSON.stringify(source)}`, () => {
      const release = windowsReleaseOf(builder({ type: 'virtualbox-iso', ...source }));
      assert.equal(release && `${release.family} ${release.version}`, expected);
    });
});
