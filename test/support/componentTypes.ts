/** Types of components as templates name them: those that tables of builders and plugins know, and some that none does. */
export const builderTypes: readonly string[] = words(`
  virtualbox-iso virtualbox-ovf virtualbox-vm vmware-iso vmware-vmx hyperv-iso hyperv-vmcx qemu
  parallels-iso parallels-pvm parallels-macvm parallels-ipsw vsphere-iso vsphere-clone vsphere-supervisor
  proxmox proxmox-iso proxmox-clone xenserver-iso vagrant docker lxc lxd null file
  amazon-ebs amazon-chroot amazon-ebssurrogate amazon-ebsvolume amazon-instance azure-arm azure-chroot azure-dtl
  googlecompute openstack alicloud-ecs cloudstack hcloud hyperone jdcloud ncloud tencentcloud-cvm triton yandex
  ibmcloud-vpc ibmcloud-classic digitalocean linode ucloud-uhost profitbricks oneandone oracle-oci oracle-classic scaleway osc-bsu outscale-bsu
  virtualbox virtualbox-iso2 my-virtualbox-iso vmware-iso2 my-vmware-vmx hyperv qemu2 my-qemu parallels vsphere proxmox-lxc
  my-proxmox xenserver-xva xenserver2-iso docker2 my-docker amazon-import amazon-s3 azure-dtlartifact googlecompute-export
  vagrant-cloud my-vagrant nutanix null2 file2 my-file my-null hcloud2 my-linode utm-iso utm-utm
  kubevirt-iso
`);

export const provisionerTypes: readonly string[] = words(`
  shell shell-local powershell windows-shell windows-restart windows-update file breakpoint sleep hcp-sbom dsc
  ansible ansible-local chef-client chef-solo puppet-masterless puppet-server salt-masterless inspec converge goss
  azure-dtlartifact ansible-navigator my-ansible my-shell chef puppet salt inspec2 converge2 goss2 windows-update2 my-file
  my-windows-update shell2
`);

export const postProcessorTypes: readonly string[] = words(`
  vagrant vagrant-cloud vagrant-registry vsphere vsphere-template amazon-import alicloud-import digitalocean-import
  docker-import docker-push docker-save docker-tag exoscale-import googlecompute-export googlecompute-import ucloud-import
  yandex-export yandex-import artifice checksum compress manifest provenance shell-local
  vagrant2 my-vagrant vsphere2 docker docker-login googlecompute yandex manifest2 my-manifest my-shell-local amazon
`);

export const dataSourceTypes: readonly string[] = words(`
  amazon-ami amazon-secretsmanager azure-image googlecompute-image googlecompute-secretsmanager vsphere-virtualmachine
  http null hcp-packer-artifact hcp-packer-image hcp-packer-iteration hcp-packer-version
  http2 my-http hcp-packer-run git amazon azure googlecompute vsphere my-amazon-ami
`);

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
