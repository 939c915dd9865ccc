import { testRule } from '../../support/ruleTests';

const json = (...provisioners: object[]) => JSON.stringify({ builders: [{ type: 'docker' }], provisioners });

const hcl = (...steps: string[]) =>
  `source "docker" "x" {\n  image = "debian"\n}\nbuild {\n  sources = ["source.docker.x"]\n${steps.join('\n')}\n}\n`;

const upload = { type: 'file', source: 'tools.sh', destination: '/tmp/tools.sh' };

testRule('crlf-shell-script', {
  found: {
    'a script of a binary step': {
      files: {
        'x.json': json({ type: 'shell', script: 'a.sh', binary: true }),
        'a.sh': '«#!/bin/sh»\r\necho x\r\n',
      },
      fixed: { 'a.sh': '#!/bin/sh\necho x\n' },
    },
    'one in HCL2, where only a later line ends so': {
      files: {
        'x.pkr.hcl': hcl('  provisioner "shell" {\n    scripts = ["a.sh"]\n    binary = "true"\n  }'),
        'a.sh': '#!/bin/sh\n«echo x»\r\necho y\n',
      },
      fixed: { 'a.sh': '#!/bin/sh\necho x\necho y\n' },
    },
    'an uploaded script that another step runs': {
      files: {
        'x.json': json(upload, { type: 'shell', inline: ['sh /tmp/tools.sh'] }),
        'tools.sh': '«set -e»\r\necho x\r\n',
      },
    },
    'one that is sourced': {
      files: {
        'x.json': json(upload, { type: 'shell', inline: ['. /tmp/tools.sh'] }),
        'tools.sh': '«set -e»\r\n',
      },
    },
  },
  silent: {
    'a script that Packer converts': {
      'x.json': json({ type: 'shell', script: 'a.sh' }),
      'a.sh': '#!/bin/sh\r\necho x\r\n',
    },
    'LF in a binary step': {
      'x.json': json({ type: 'shell', script: 'a.sh', binary: true }),
      'a.sh': 'echo x\n',
    },
    'a PowerShell script': {
      'x.json': json({ type: 'powershell', script: 'a.ps1', binary: true }),
      'a.ps1': 'echo x\r\n',
    },
    'an uploaded file that nobody runs': { 'x.json': json(upload), 'tools.sh': 'echo x\r\n' },
  },
});
