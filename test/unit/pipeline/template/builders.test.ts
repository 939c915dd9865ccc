import assert from 'node:assert/strict';
import { builderOf, originOf } from '../../../../src/pipeline/template/builders/builders';
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

  it('goes by what is set', () => {
    assert.equal(origin({ type: 'qemu', disk_image: true }), 'clone');
    assert.equal(origin({ type: 'qemu', disk_image: 'false' }), 'installed');
    assert.equal(origin({ type: 'tart-cli', from_ipsw: 'https://example.com/a.ipsw' }), 'installed');
    assert.equal(origin({ type: 'vultr', iso_id: 'a' }), 'installed');
    assert.equal(origin({ type: 'cloudstack', source_iso: '' }), 'cloudImage');
  });
});
