import assert from 'node:assert/strict';
import { hostName, withHost, withInclude } from '../../../../src/tools/vagrant/sshFile';

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

  it('names hosts in plain letters', () =>
    assert.equal(hostName('my project (2)', 'web 1'), 'my-project-2--web-1'));
});
