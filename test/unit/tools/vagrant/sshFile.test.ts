import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hostName, includeIn, withHost, withInclude } from '../../../../src/tools/vagrant/sshFile';

const block = (name: string, port: number) => `Host ${name}\n  HostName 127.0.0.1\n  Port ${port}\n`;

describe('the file of SSH hosts', () => {
  it('gets a host, and another, and the first anew', () => {
    const one = withHost('', block('p-web', 2222));
    assert.equal(one, block('p-web', 2222));
    const two = withHost(one, block('p-web2', 2200));
    assert.equal(two, `${block('p-web', 2222)}\n${block('p-web2', 2200)}`);
    assert.equal(withHost(two, block('p-web', 2201)), `${block('p-web2', 2200)}\n${block('p-web', 2201)}`);
  });

  it('is included once, above all hosts', () => {
    const changed = withInclude('Host mine\n  User me\n', 'C:\\Users\\me\\ssh_config');
    assert.equal(changed, 'Include "C:/Users/me/ssh_config"\n\nHost mine\n  User me\n');
    assert.equal(withInclude(changed, 'C:\\Users\\me\\ssh_config'), undefined);
    assert.equal(withInclude('', '/s/ssh_config'), 'Include "/s/ssh_config"\n');
  });

  it('is included in bytes of any encoding', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'boxwright-ssh-'));
    try {
      const config = path.join(folder, 'config');
      const mine = Buffer.from('# Büro\nHost mine\n', 'latin1');
      writeFileSync(config, mine);
      includeIn(config, '/home/zoë/ssh_config');
      const head = Buffer.from('Include "/home/zoë/ssh_config"\n\n');
      assert.deepEqual(readFileSync(config), Buffer.concat([head, mine]));
      includeIn(config, '/home/zoë/ssh_config');
      assert.deepEqual(readFileSync(config), Buffer.concat([head, mine]));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('names hosts in plain letters', () =>
    assert.equal(hostName('my project (2)', 'web 1'), 'my-project-2--web-1'));
});
