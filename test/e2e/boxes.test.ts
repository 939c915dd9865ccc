import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { boxItem, openDesk, openSideBar, pointAt } from './desk';
import type { Desk } from './desk';

/** What somebody sees who has worked with Vagrant for a while. */
describe('boxes and plugins in the side bar', () => {
  let desk: Desk;
  let home: string;
  const put = (file: string, content: string | Buffer = '{}') => {
    mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
    writeFileSync(path.join(home, file), content);
  };

  before(async () => {
    home = mkdtempSync(path.join(tmpdir(), 'boxwright-vagrant-'));
    const win = 'boxes/acme-VAGRANTSLASH-windows-2022';
    for (const provider of ['1.0.0/virtualbox', '1.1.0/amd64/hyperv', '1.1.0/amd64/virtualbox']) {
      put(`${win}/${provider}/metadata.json`);
      put(`${win}/${provider}/disk.vmdk`, Buffer.alloc(1_250_000));
    }
    put('boxes/plain/0/libvirt/metadata.json');
    const box = { name: 'acme/windows-2022', version: '1.0.0', provider: 'virtualbox' };
    const machine = { name: 'web', provider: 'virtualbox', state: 'poweroff', extra_data: { box } };
    const machines = {
      ['a'.repeat(32)]: { ...machine, vagrantfile_path: home, local_data_path: `${home}/.vagrant` },
    };
    put('data/machine-index/index', JSON.stringify({ version: 1, machines }));
    const version = { ruby_version: '3.1.7', gem_version: '0.3.0', installed_gem_version: '0.3.0' };
    const installed = { 'vagrant-there': version, 'vagrant-broken': version };
    put('plugins.json', JSON.stringify({ version: '1', installed }));
    put(
      'gems/3.1.7/specifications/vagrant-there-0.3.0.gemspec',
      'Gem::Specification.new do |s|\n  s.licenses = ["MIT".freeze]\n  s.summary = "Is there".freeze\nend\n',
    );
    put('gems/3.1.7/gems/vagrant-there-0.3.0/LICENSE', 'The MIT License\n\nCopyright someone\n');
    desk = await openDesk({ env: { VAGRANT_HOME: home } });
    await desk.workbench.trustWorkspace(desk.page);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await desk.screenshot(`failed ${this.currentTest.title}`);
  });
  after(async () => {
    await desk.close();
    rmSync(home, { recursive: true });
  });

  it('shows versions, providers, sizes and users of boxes', async () => {
    const { page } = desk;
    await openSideBar(page);
    await boxItem(page, /^Box acme\/windows-2022, 2 versions · hyperv, virtualbox/).click();
    await boxItem(page, /^Version 1\.1\.0 for hyperv, virtualbox/).waitFor();
    await boxItem(page, /^Box acme\/windows-2022 1\.1\.0 \(hyperv, amd64\), 1\.25 MB/).waitFor();
    const used = boxItem(page, /^Box acme\/windows-2022 1\.0\.0 \(virtualbox\), 1\.25 MB · used by web/);
    await used.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Remove Box…' }).waitFor();
    await desk.screenshot('boxes-1-tree');
    await page.keyboard.press('Escape');
  });

  it('asks before several are removed, and says who uses them', async () => {
    const { page } = desk;
    const name = boxItem(page, /^Box acme\/windows-2022, /);
    await pointAt(name);
    await name.getByRole('button', { name: 'Remove Box…' }).click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Remove 3 boxes?').waitFor();
    await dialog.getByText(/may stop working: web in/).waitFor();
    await desk.screenshot('boxes-2-remove');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  it('shows plugins, those that need repair, and the page of one', async () => {
    const { page, workbench } = desk;
    await workbench.runCommand(page, 'Boxwright: Focus on Vagrant Plugins View');
    await pluginItem(page, /^Plugin vagrant-broken, needs repair · 0\.3\.0 · for all projects/).waitFor();
    await pluginItem(page, /^Plugin vagrant-there, 0\.3\.0 · for all projects$/).click();
    const preview = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await preview.getByRole('heading', { name: 'vagrant-there' }).waitFor();
    await preview.getByText('The MIT License').waitFor();
    await desk.screenshot('boxes-3-plugins');
  });
});

const pluginItem = (page: Page, name: RegExp) =>
  page.getByRole('tree', { name: 'Vagrant Plugins' }).getByRole('treeitem', { name });
