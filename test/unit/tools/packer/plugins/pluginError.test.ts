import assert from 'node:assert/strict';
import { readPluginError } from '../../../../../src/tools/packer/plugins/pluginError';
import type { PluginError } from '../../../../../src/tools/packer/plugins/pluginError';
import { readDiagnostics } from '../../../../../src/tools/packer/output/readDiagnostics';

/** What Packer prints, of which version, and what it says of plugins. */
const outputs: readonly [title: string, output: string, trouble: PluginError][] = [
  [
    'an API of before 1.5, in JSON (1.6.6)',
    `Error: Failed to initialize build "null"

error initializing provisioner 'dsc': Incompatible API version with plugin.
Plugin version: 4, Ours: 5

`,
    { kind: 'api', own: '4', packer: '5', component: { kind: 'provisioner', type: 'dsc' } },
  ],
  [
    'the same in HCL2, of no severity (1.6.6)',
    `???????: failed loading dsc

  on h/a.pkr.hcl line 6:
  (source code not available)

Incompatible API version with plugin. Plugin version: 4, Ours: 5

`,
    { kind: 'api', own: '4', packer: '5', component: { type: 'dsc' } },
  ],
  [
    'a major version of the API (1.7)',
    `Error: Failed to initialize build "null"

error initializing builder 'x-iso': Incompatible API MAJOR version with plugin.
plugin MINOR API version: 6, Ours: 5
`,
    { kind: 'api', own: '6', packer: '5', component: { kind: 'builder', type: 'x-iso' } },
  ],
  [
    'a protocol of before 1.7 (1.7 to 1.10, JSON)',
    `Error: Failed to initialize build "null"

error initializing provisioner 'dsc': The protocol of this plugin (protocol
version 4 and lower) was deprecated, please use a newer version of this
plugin.Or use an older version of Packer (pre 1.7) with this plugin.
`,
    { kind: 'tooOld', component: { kind: 'provisioner', type: 'dsc' } },
  ],
  [
    'a protocol of before 1.7 (1.7 to 1.10, HCL2)',
    `Error: failed loading dsc

  on a.pkr.hcl line 6:
  (source code not available)

The protocol of this plugin (protocol version 4 and lower) was deprecated, please
use a newer version of this plugin.Or use an older version of Packer (pre 1.7)
with this plugin.
`,
    { kind: 'tooOld', component: { type: 'dsc' } },
  ],
  [
    'a plugin of 1.7 in an older Packer (1.6.6)',
    `Error: Failed to initialize build "null"

error initializing provisioner 'dsc': Unknown address type: 0

`,
    { kind: 'tooNew', component: { kind: 'provisioner', type: 'dsc' } },
  ],
  [
    'a program that is not a plugin (1.6.6)',
    `Error: Failed to initialize build "null"

error initializing provisioner 'dsc': Unrecognized remote plugin message: hello
`,
    { kind: 'noAnswer', how: 'other', component: { kind: 'provisioner', type: 'dsc' } },
  ],
  [
    'a plugin that ends (1.6.6, HCL2)',
    `???????: failed loading dsc

  on h/a.pkr.hcl line 6:
  (source code not available)

plugin exited before we could connect
`,
    { kind: 'noAnswer', how: 'exited', component: { type: 'dsc' } },
  ],
  [
    'a plugin that says nothing',
    `Error: Failed to initialize build "null"

error initializing provisioner 'dsc': timeout while waiting for plugin to start
`,
    { kind: 'noAnswer', how: 'timeout', component: { kind: 'provisioner', type: 'dsc' } },
  ],
  [
    'an unknown provisioner (to 1.9.5, JSON)',
    `Error: Failed to initialize build "null"

error initializing provisioner 'dsc': Unknown provisioner dsc
`,
    { kind: 'unknown', component: { kind: 'provisioner', type: 'dsc' } },
  ],
  [
    'an unknown provisioner (to 1.9.5, HCL2)',
    `Error: Unknown provisioner type "dsc"

  on h/a.pkr.hcl line 6:
  (source code not available)

known provisioners: [azure-dtlartifact windows-shell puppet-server ansible
chef-solo windows-restart]
`,
    { kind: 'unknown', component: { kind: 'provisioner', type: 'dsc' } },
  ],
  [
    'an unknown builder (from 1.10, JSON)',
    `Error: Failed to initialize build "virtualbox-iso"

The builder virtualbox-iso is unknown by Packer, and is likely part of a plugin
that is not installed.
You may find the needed plugin along with installation instructions documented
on the Packer integrations page.

https://developer.hashicorp.com/packer/integrations?filter=virtualbox
`,
    { kind: 'unknown', component: { kind: 'builder', type: 'virtualbox-iso' } },
  ],
  [
    'an unknown source (from 1.10, HCL2)',
    `Error: Unknown source type virtualbox-iso

  on hb/a.pkr.hcl line 2:
  (source code not available)

The source virtualbox-iso is unknown by Packer, and is likely part of a plugin
that is not installed.
`,
    { kind: 'unknown', component: { kind: 'builder', type: 'virtualbox-iso' } },
  ],
  [
    'an unknown post-processor (from 1.10)',
    `Error: Unknown post-processor type "vagrant"

  on h/a.pkr.hcl line 9:
  (source code not available)

The post-processor vagrant is unknown by Packer, and is likely part of a plugin
that is not installed.
`,
    { kind: 'unknown', component: { kind: 'postProcessor', type: 'vagrant' } },
  ],
  [
    'a near name (from 1.10, HCL2)',
    `Error: Unknown provisioner type "fil"

  on hb/a.pkr.hcl line 4:
  (source code not available)

Did you mean to use "file"?
`,
    { kind: 'unknown', suggestion: 'file', component: { kind: 'provisioner', type: 'fil' } },
  ],
  [
    'a near name (from 1.10, JSON)',
    `Error: Failed to initialize build "null"

Did you mean to use "file"?
`,
    { kind: 'unknown', suggestion: 'file' },
  ],
  [
    'a required plugin (1.7)',
    `Error: no plugin installed for github.com/xoap-io/dsc >= 0.0.5

Did you run packer init for this project ?
`,
    { kind: 'required', source: 'github.com/xoap-io/dsc', constraint: '>= 0.0.5' },
  ],
  [
    'a required plugin (from 1.11)',
    `Error: Missing plugins

The following plugins are required, but not installed:

* github.com/xoap-io/dsc >= 0.0.5

Did you run packer init for this project ?
`,
    { kind: 'required', source: 'github.com/xoap-io/dsc', constraint: '>= 0.0.5' },
  ],
  [
    'required_plugins itself (1.6.6)',
    `Error: Unsupported block type

  on hr/a.pkr.hcl line 2, in packer:
   2:   required_plugins {

Blocks of type "required_plugins" are not expected here.
`,
    { kind: 'noRequiredPlugins' },
  ],
  [
    'several folders (from 1.11)',
    ` Error loading configuration: 

Multiple paths are no longer supported for PACKER_PLUGIN_PATH.
This should be defined as one of the following options for your environment:
* PACKER_PLUGIN_PATH=/a
* PACKER_PLUGIN_PATH=/b
`,
    { kind: 'pluginPath' },
  ],
  [
    'a plugin without a version (install --path)',
    `Error: Invalid version

Plugin's reported version ("") is not semver-compatible: malformed version: 
`,
    { kind: 'noVersion', reported: '' },
  ],
  [
    'a program that does not describe itself (install --path)',
    `Error: Failed to describe the plugin

Packer failed to run /tmp/packer-provisioner-dsc describe: exit status 3
`,
    { kind: 'noDescription' },
  ],
  [
    'init of a JSON template (1.7)',
    `Error: Packer init is supported for HCL2 configuration templates only

Please manually install plugins or use a HCL2 configuration that will do that
for you.
`,
    { kind: 'jsonInit' },
  ],
  [
    'init of a JSON template (from 1.8)',
    `Error: Packer plugins currently only works with HCL2 configuration templates

Please manually install plugins with the plugins command or use a HCL2
configuration that will do that for you.
`,
    { kind: 'jsonInit' },
  ],
];

/** Words at 80 columns and less, as another version may break them. */
const narrow = (message: string): string => message.replace(/(.{1,30}) /g, '$1\n');

describe('What Packer says of plugins', () => {
  for (const [title, output, trouble] of outputs)
    it(`is understood: ${title}`, () => {
      const [said, ...more] = readDiagnostics({ exitCode: 1, stdout: output, stderr: '' });
      assert.ok(said);
      assert.deepEqual(more, []);
      assert.equal(said.severity, 'error');
      assert.deepEqual(readPluginError(said.message), trouble);
      assert.deepEqual(readPluginError(narrow(said.message)), trouble);
    });

  it('is told of each of several plugins that are required', () => {
    const stdout =
      'Error: Missing plugins\n\nThe following plugins are required, but not installed:\n\n* github.com/a/b >= 1.0.0,< 2\n* github.com/c/d \n\nDid you run packer init for this project ?\n';
    const found = readDiagnostics({ exitCode: 1, stdout, stderr: '' });
    assert.deepEqual(
      found.map(({ message }) => readPluginError(message)),
      [
        { kind: 'required', source: 'github.com/a/b', constraint: '>= 1.0.0,< 2' },
        { kind: 'required', source: 'github.com/c/d', constraint: '' },
      ],
    );
  });

  for (const other of [
    'One of iso_url or iso_urls must be specified',
    'Unknown source null.two: Known: [null.one]',
    'Unset variable "need": A used variable must be set or have a default value',
    "Unknown root level key in template: 'unknown_root'",
    '',
  ])
    it(`is not what it says of something else: ${other}`, () =>
      assert.equal(readPluginError(other), undefined));
});
