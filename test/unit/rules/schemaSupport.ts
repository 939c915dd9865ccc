/** A template of one builder. */
export const hcl = (type: string, ...lines: string[]): string => `source "${type}" "a" {
${lines.map((line) => `  ${line}\n`).join('')}}
build {
  sources = ["source.${type}.a"]
}
`;

/** With all that `qemu` needs. */
export const isoHcl = (...lines: string[]): string =>
  hcl('qemu', 'iso_url = "a.iso"', 'iso_checksum = "none"', 'ssh_username = "a"', ...lines);

export const isoJson = (...lines: string[]): string => `{
  "builders": [
    {
      ${['"type": "qemu"', '"iso_url": "a.iso"', '"iso_checksum": "none"', '"ssh_username": "a"', ...lines].join(',\n      ')}
    }
  ]
}
`;

/** With the releases of the plugin that may be used. */
export const qemu = (version: string, ...lines: string[]): string => `packer {
  required_plugins {
    qemu = {
      source  = "github.com/hashicorp/qemu"
      version = "${version}"
    }
  }
}
${isoHcl(...lines)}`;

/** A provisioner, or a post-processor, without a machine. */
export const step = (kind: string, type: string, ...lines: string[]): string => `source "null" "a" {
  communicator = "none"
}
build {
  sources = ["source.null.a"]
  ${kind} "${type}" {
${lines.map((line) => `    ${line}\n`).join('')}  }
}
`;
