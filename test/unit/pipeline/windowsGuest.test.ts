import assert from 'node:assert/strict';
import { isWindowsGuest } from '../../../src/pipeline/guest/windowsGuest';
import { templateOf } from '../../support/templates';

const isWindows = (source: Record<string, unknown>, provisioners: unknown[] = []): boolean => {
  const [build] = templateOf({ builders: [source], provisioners }).builds;
  assert.ok(build);
  return isWindowsGuest(build);
};

describe('isWindowsGuest', () => {
  for (const source of [
    { type: 'virtualbox-iso', guest_os_type: 'Windows2012_64' },
    { type: 'vmware-iso', guest_os_type: 'windows9srv-64' },
    { type: 'vsphere-iso', guest_os_type: 'windows2019srv_64Guest' },
    { type: 'parallels-iso', guest_os_type: 'win-2016' },
    { type: 'proxmox-iso', os: 'win11' },
    { type: 'proxmox-iso', os: 'w2k8' },
    { type: 'azure-arm', os_type: 'Windows' },
    { type: 'qemu', floppy_files: ['answer_files/2022/Autounattend.xml'] },
    { type: 'qemu', cd_files: ['./Unattend.xml'] },
    { type: 'qemu', communicator: 'winrm', vm_name: 'win2022' },
    { type: 'virtualbox-windows-iso' },
    { type: 'amazon-windows-ebs' },
  ])
    it(`says yes to ${JSON.stringify(source)}`, () => assert.equal(isWindows(source), true));

  for (const source of [
    { type: 'parallels-iso', guest_os_type: 'darwin20-64' },
    { type: 'virtualbox-iso', guest_os_type: 'Ubuntu_64' },
    { type: 'vmware-iso', guest_os_type: 'winetest' },
    { type: 'qemu', communicator: 'winrm' },
    { type: 'qemu', iso_url: 'https://example.com/darwin.iso' },
    { type: 'null' },
  ])
    it(`says no to ${JSON.stringify(source)}`, () => assert.equal(isWindows(source), false));

  it('takes two weak hints for a strong one', () => {
    assert.equal(isWindows({ type: 'qemu', communicator: 'winrm' }, [{ type: 'powershell' }]), true);
  });
});
