import assert from 'node:assert/strict';
import { distinctLabels } from '../../../../../src/editor/packer/templatesView/distinctLabels';

describe('labels that are told apart at their beginning', () => {
  for (const [what, labels, shown] of [
    [
      'drop what long ones share, up to the end of a word',
      [
        'windows-server-2022-standard-virtualbox.json',
        'windows-server-2022-standard-vmware.json',
        'ubuntu.json',
      ],
      ['…virtualbox.json', '…vmware.json', 'ubuntu.json'],
    ],
    [
      'keep what is short, and what shares little',
      ['windows-2022.json', 'windows-2019.json', 'a-long-name-that-shares-nothing.json'],
      ['windows-2022.json', 'windows-2019.json', 'a-long-name-that-shares-nothing.json'],
    ],
    [
      'leave something where one is the beginning of another',
      ['virtualbox-iso.windows-2022', 'virtualbox-iso.windows-2022-core'],
      ['…2022', '…2022-core'],
    ],
    [
      'shorten commands as well',
      [
        'winrm set winrm/config/service @{AllowUnencrypted="true"}',
        'winrm set winrm/config/service/auth @{Basic="true"}',
        'winrm quickconfig -q',
      ],
      ['…service @{AllowUnencrypted="true"}', '…service/auth @{Basic="true"}', 'winrm quickconfig -q'],
    ],
    [
      'keep what tells them from those that they do not begin like',
      [
        'windows-11-24h2-uefi-vsphere.pkr.hcl',
        'windows-11-24h2-uefi.pkr.hcl',
        'windows-11-iot-24h2-uefi-vsphere.pkr.hcl',
        'windows-11-iot-24h2-uefi.pkr.hcl',
        'windows-2022-uefi-vsphere.pkr.hcl',
        'windows-2022-uefi.pkr.hcl',
      ],
      [
        'windows-11-24h2-uefi-vsphere.pkr.hcl',
        'windows-11-24h2-uefi.pkr.hcl',
        '…iot-24h2-uefi-vsphere.pkr.hcl',
        '…iot-24h2-uefi.pkr.hcl',
        'windows-2022-uefi-vsphere.pkr.hcl',
        'windows-2022-uefi.pkr.hcl',
      ],
    ],
    [
      'are not cut down to the whole of another',
      ['windows-server-2022.json', 'windows-server-2022-core.json', 'core.json'],
      ['windows-server-2022.json', '…2022-core.json', 'core.json'],
    ],
    ['are the same for the same', ['a'.repeat(40), 'a'.repeat(40)], ['a'.repeat(40), 'a'.repeat(40)]],
    ['are none of none', [], []],
  ] as const)
    it(what, () => assert.deepEqual(distinctLabels(labels), shown));
});
