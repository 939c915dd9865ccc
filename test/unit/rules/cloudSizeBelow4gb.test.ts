import { testRule } from '../../support/ruleTests';

const amazon = (size: string) => `{
  "builders": [
    {
      "type": "amazon-ebs",
      "instance_type": ${size},
      "communicator": "winrm",
      "winrm_username": "Administrator"
    }
  ],
  "provisioners": [{ "type": "powershell", "inline": ["Get-Date"] }]
}
`;

const google = (settings: string) => `source "googlecompute" "windows" {
${settings}
  communicator   = "winrm"
  winrm_username = "packer"
}

build {
  sources = ["source.googlecompute.windows"]
  provisioner "powershell" {
    inline = ["Get-Date"]
  }
}
`;

testRule('cloud-size-below-4gb', {
  found: {
    'a small size of Amazon in JSON': {
      files: { 'windows.json': amazon('«"t2.micro"»') },
      message: /'t2\.micro' has 1 GB of memory\..*less than 4 GB/,
      fixed: { 'windows.json': amazon('"t2.medium"') },
    },
    'a size that comes from a variable': {
      files: {
        'windows.json': `{
  "variables": { "size": "t3.small" },
  "builders": [
    {
      "type": "amazon-ebs",
      "instance_type": «"{{user \`size\`}}"»,
      "communicator": "winrm"
    }
  ],
  "provisioners": [{ "type": "powershell", "inline": ["Get-Date"] }]
}
`,
      },
      fixed: {
        'windows.json': `{
  "variables": { "size": "t3.medium" },
  "builders": [
    {
      "type": "amazon-ebs",
      "instance_type": "{{user \`size\`}}",
      "communicator": "winrm"
    }
  ],
  "provisioners": [{ "type": "powershell", "inline": ["Get-Date"] }]
}
`,
      },
    },
    'the size that Azure takes by default': {
      files: {
        'windows.pkr.hcl': `source «"azure-arm"» "windows" {
  os_type      = "Windows"
  communicator = "winrm"
}

build {
  sources = ["source.azure-arm.windows"]
}
`,
      },
      message: /vm_size is not set, .* 1\.75 GB/,
      fixed: {
        'windows.pkr.hcl': `source "azure-arm" "windows" {
  vm_size = "Standard_D2s_v5"
  os_type      = "Windows"
  communicator = "winrm"
}

build {
  sources = ["source.azure-arm.windows"]
}
`,
      },
    },
    'a small size of Google in HCL2': {
      files: { 'windows.pkr.hcl': google('  machine_type = «"n1-standard-1"»') },
      fixed: { 'windows.pkr.hcl': google('  machine_type = "n1-standard-2"') },
    },
    'a size that nobody can have any more, without a fix': {
      files: { 'windows.json': amazon('«"m1.small"»') },
      fixed: false,
    },
    'a Server Core, as an information': {
      files: {
        'core.pkr.hcl': google('  machine_type = «"e2-small"»').replaceAll('windows"', 'windows-core"'),
      },
      severity: 'info',
    },
  },
  silent: {
    'sizes with 4 GB and more': { 'windows.json': amazon('"t3.medium"') },
    "Google's default": { 'windows.pkr.hcl': google('') },
    'sizes that are not in the tables': { 'windows.json': amazon('"z9.pico"') },
    'sizes that only Packer knows': {
      'windows.pkr.hcl': `variable "size" {}

${google('  machine_type = var.size')}`,
    },
    'a Linux machine': {
      'linux.json': `{
  "builders": [{ "type": "amazon-ebs", "instance_type": "t2.micro", "ssh_username": "ubuntu" }],
  "provisioners": [{ "type": "shell", "inline": ["true"] }]
}
`,
    },
  },
});
