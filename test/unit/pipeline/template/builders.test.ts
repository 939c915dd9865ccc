import assert from 'node:assert/strict';
import { builderOf, originOf, waitsForGuest } from '../../../../src/pipeline/template/builders/builders';
import { templateOf } from '../../../support/templates';

const origin = (builder: object) => {
  const [build] = templateOf({ builders: [builder] }).builds;
  return build && originOf(build);
};

describe('the table of builders', () => {
  for (const [expected, ...types] of [
    [
      'installed',
      'virtualbox-iso',
      'vmware-iso',
      'qemu',
      'proxmox',
      'parallels-ipsw',
      'kubevirt-iso',
      'my-own-iso',
    ],
    ['clone', 'virtualbox-ovf', 'vsphere-clone', 'tart-cli', 'vagrant', 'utm-utm'],
    ['cloudImage', 'hcloud', 'openstack', 'digitalocean', 'oracle-oci', 'outscale-bsu', 'scaleway', 'vultr'],
    ['cloudImage', 'huaweicloud-ecs', 'oxide-instance', 'powervs', 'linode', 'yandex', 'tencentcloud-cvm'],
    ['cloudImage', 'alicloud-ecs', 'ibmcloud-vpc', 'amazon-ebs', 'azure-arm', 'googlecompute', 'upcloud'],
    ['container', 'docker', 'lxc', 'lxd', 'incus'],
    ['chroot', 'amazon-chroot', 'outscale-chroot', 'arm-image'],
    ['none', 'file', 'null'],
  ] as const)
    for (const type of types)
      it(`has ${type} as ${expected}`, () => assert.equal(origin({ type }), expected));

  it('knows nothing of others', () => {
    assert.equal(origin({ type: 'my-own' }), undefined);
    assert.equal(builderOf('constructor'), undefined);
  });

  it('knows what ends a build without a communicator', () => {
    const waits = (builder: object) => {
      const [build] = templateOf({ builders: [builder] }).builds;
      return build && waitsForGuest(build);
    };
    assert.equal(waits({ type: 'qemu' }), true);
    assert.equal(waits({ type: 'virtualbox-iso' }), false);
    assert.equal(waits({ type: 'virtualbox-iso', disable_shutdown: true }), true);
    assert.equal(waits({ type: 'virtualbox-iso', disable_shutdown: false }), false);
    assert.equal(waits({ type: 'vmware-iso', shutdown_command: 'poweroff' }), true);
    assert.equal(waits({ type: 'vmware-iso', shutdown_command: '' }), false);
    // It does not start its machine at all.
    assert.equal(waits({ type: 'vsphere-clone' }), undefined);
    assert.equal(waits({ type: 'vsphere-iso' }), true);
    assert.equal(waits({ type: 'hcloud' }), undefined);
  });

  it('goes by what is set', () => {
    assert.equal(origin({ type: 'qemu', disk_image: true }), 'clone');
    assert.equal(origin({ type: 'qemu', disk_image: 'false' }), 'installed');
    assert.equal(origin({ type: 'tart-cli', from_ipsw: 'https://example.com/a.ipsw' }), 'installed');
    assert.equal(origin({ type: 'vultr', iso_id: 'a' }), 'installed');
    assert.equal(origin({ type: 'cloudstack', source_iso: '' }), 'cloudImage');
  });
});

/** The builders of Packer and of the plugins that its own list of integrations has, by what templates call them. */
const published = `
  alicloud-ecs amazon-chroot amazon-ebs amazon-ebssurrogate amazon-ebsvolume
  amazon-instance arm-image azure-arm azure-chroot azure-dtl cloudstack digitalocean docker
  exoscale file googlecompute hcloud hyperv-iso hyperv-vmcx ibmcloud-classic ibmcloud-vpc
  incus kubevirt-iso linode lxc lxd ncloud null nutanix openstack oracle-classic oracle-oci
  outscale-bsu outscale-bsusurrogate outscale-bsuvolume outscale-chroot parallels-ipsw
  parallels-iso parallels-macvm parallels-pvm proxmox proxmox-clone proxmox-iso qemu
  scaleway tart-cli tencentcloud-cvm ucloud-uhost upcloud utm-utm vagrant virtualbox-iso
  virtualbox-ovf virtualbox-vm vmware-iso vmware-vmx vsphere-clone vsphere-iso
  vsphere-supervisor vultr xenserver-iso xenserver-xva yandex
`;

describe('the table of builders is complete', () => {
  for (const type of published.trim().split(/\s+/))
    it(`has ${type}, with its source`, () => {
      const row = builderOf(type);
      assert.ok(row);
      assert.match(row.source, /^https:\/\//);
    });
});
