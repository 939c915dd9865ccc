/**
 * What tests are about that run the whole product, whose bundles say nothing of it: sources, or folders of them. A change
 * of something that these import, directly or not, concerns the test. One that has no row is about
 * the whole extension.
 * @type {Record<string, readonly string[]>}
 */
export const covers = {
  'test/host/boxes.test.ts': ['src/editor/vagrant/boxes'],
  'test/host/dscTemplates.test.ts': ['src/editor/packer/dsc', 'src/editor/lint', 'src/analysis'],
  'test/host/folders.test.ts': [
    'src/tools/fileChanges.ts',
    'src/editor/watchedFiles.ts',
    'src/editor/lint',
    'src/analysis',
  ],
  'test/host/installPacker.test.ts': ['src/editor/packer/releases'],
  'test/host/lint.test.ts': ['src/editor/lint', 'src/analysis'],
  'test/host/lintTools.test.ts': ['src/editor/lint', 'src/analysis'],
  'test/host/machines.test.ts': ['src/editor/vagrant/machines'],
  'test/host/packer.test.ts': ['src/editor/packer', 'src/analysis'],
  'test/host/packerBuilds.test.ts': ['src/editor/packer/builds', 'src/editor/packer/history'],
  'test/host/packerChoices.test.ts': ['src/editor/packer/builds'],
  'test/host/packerCommands.test.ts': ['src/editor/packer', 'src/analysis'],
  'test/host/packerDsc.test.ts': ['src/editor/packer/plugins', 'src/editor/packer/dsc'],
  'test/host/packerLog.test.ts': ['src/editor/packer/log', 'src/editor/packer/history'],
  'test/host/packerPlugins.test.ts': ['src/editor/packer/plugins'],
  'test/host/packerRuns.test.ts': ['src/editor/packer/builds', 'src/editor/packer/history'],
  'test/host/packerTasks.test.ts': ['src/editor/packer/builds'],
  'test/host/separateTemplates.test.ts': ['src/editor/packer', 'src/editor/lint', 'src/analysis'],
  'test/host/templatesView.test.ts': [
    'src/analysis',
    'src/editor/packer/templates',
    'src/editor/packer/builds',
  ],
  'test/host/traceScripts.test.ts': [
    'src/analysis',
    'src/editor/packer/templates',
    'src/editor/packer/builds',
  ],
  'test/host/vagrantPlugins.test.ts': ['src/editor/vagrant/plugins'],
  'test/host/vagrantfile.test.ts': [
    'src/analysis',
    'src/editor/vagrant/vagrantfile',
    'src/editor/vagrant/machines',
  ],
  'test/host/vagrantfileWithVagrant.test.ts': [
    'src/editor/vagrant/vagrantfile',
    'src/editor/vagrant/machines',
  ],
  'test/e2e/boxes.test.ts': ['src/editor/vagrant/boxes', 'src/editor/vagrant/plugins'],
  'test/e2e/cleanUp.test.ts': ['src/editor/packer/builds'],
  'test/e2e/machines.test.ts': ['src/editor/vagrant/machines'],
  'test/e2e/packerPlugins.test.ts': ['src/editor/packer/plugins', 'src/editor/packer/dsc'],
  'test/e2e/outlive.test.ts': ['src/editor/packer/builds', 'src/editor/packer/history'],
  'test/e2e/runs.test.ts': ['src/editor/packer/builds', 'src/editor/packer/history'],
  'test/e2e/templatesAndLog.test.ts': [
    'src/analysis',
    'src/editor/packer/templates',
    'src/editor/packer/log',
  ],
  'test/e2e/vagrantfile.test.ts': [
    'src/analysis',
    'src/editor/vagrant/vagrantfile',
    'src/editor/vagrant/machines',
  ],
  'test/tools/bundle.test.ts': ['src'],
  'test/tools/cli.test.ts': ['src/cli.ts'],
  'test/tools/lsp.test.ts': ['src/cli.ts'],
  'test/tools/neovim.test.ts': ['src/cli.ts'],
  'test/tools/npmPackage.test.ts': ['src/cli.ts'],
};

/** Tests of the product in `tools`; the others there have in their bundles all that they try. */
export const withProduct = [
  'test/tools/bundle.test.ts',
  'test/tools/cli.test.ts',
  'test/tools/lsp.test.ts',
  'test/tools/neovim.test.ts',
  'test/tools/npmPackage.test.ts',
];
