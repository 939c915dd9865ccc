import assert from 'node:assert/strict';
import { Projects } from '../../../src/lint/project';
import { memoryFiles } from '../../support/memoryFiles';

describe('Projects', () => {
  const files = (config = '{}') => memoryFiles({ '/p/boxwright.json': config, '/p/a/b.json': '' }, '/p');

  it('are read once for all of their files', () => {
    const texts = files('{"minimumMemory": 2048}');
    let read = 0;
    const counting = {
      ...texts,
      read: (path: string) => {
        read++;
        return texts.read(path);
      },
    };
    const projects = new Projects(counting);
    const project = projects.ofFile('/p/a/b.json');
    assert.equal(project.root, '/p');
    assert.equal(project.configuration.options.minimumMemory, 2048);
    assert.equal(projects.ofFolder('/p/a'), project);
    assert.equal(projects.at('/p/a'), project);
    assert.equal(projects.at('/p/a/b.json'), project);
    // Of each folder it is asked once whether it has a boxwright.json.
    assert.equal(read, 2);
  });

  it('tell from which files their configuration is', () => {
    assert.deepEqual(new Projects(files()).ofFolder('/p').configuration.files, ['/p/boxwright.json']);
    assert.deepEqual(new Projects(memoryFiles({}, '/p')).ofFolder('/p').configuration.files, []);
  });

  describe('with several boxwright.json', () => {
    const nested = (inner: string) =>
      memoryFiles(
        {
          '/w/boxwright.json':
            '{"minimumMemory": 2048, "rules": {"file-missing": "off", "removed-key": "off"}}',
          '/w/p/a/boxwright.json': inner,
          '/w/p/a/b.json': '',
        },
        '/w',
      );

    it('go by the nearest, laid over those above', () => {
      const projects = new Projects(nested('{"rules": {"file-missing": "info"}, "failOn": "warning"}'));
      const { root, configuration } = projects.ofFile('/w/p/a/b.json');
      assert.equal(root, '/w/p/a');
      assert.deepEqual(configuration.files, ['/w/boxwright.json', '/w/p/a/boxwright.json']);
      assert.equal(configuration.options.minimumMemory, 2048);
      assert.equal(configuration.failOn, 'warning');
      assert.equal(configuration.severityOf('file-missing', '/w/p/a/b.json'), 'info');
      assert.equal(configuration.severityOf('removed-key', '/w/p/a/b.json'), 'off');
    });

    it('leave other folders to those above', () => {
      const projects = new Projects(nested('{"rules": {"file-missing": "info"}}'));
      for (const folder of ['/w', '/w/p', '/w/other']) {
        const { root, configuration } = projects.ofFolder(folder);
        assert.equal(root, '/w');
        assert.equal(configuration.severityOf('file-missing', '/w/p/c.json'), 'off');
      }
    });

    it('end at one that is a root', () => {
      const { configuration } = new Projects(nested('{"root": true}')).ofFolder('/w/p/a');
      assert.deepEqual(configuration.files, ['/w/p/a/boxwright.json']);
      assert.equal(configuration.options.minimumMemory, 4096);
    });

    it('are all set aside by one that is named', () => {
      const files = memoryFiles(
        { '/w/boxwright.json': '{"minimumMemory": 2048}', '/policy/ci.json': '{"ignore": "old/"}' },
        '/w',
      );
      const instead = { path: '/policy/ci.json', base: '/w' };
      const { configuration } = new Projects(files, { instead }).ofFolder('/w/a');
      assert.deepEqual(configuration.files, ['/policy/ci.json']);
      assert.equal(configuration.options.minimumMemory, 4096);
      assert.equal(configuration.ignores('/w/old/a.json'), true);
      assert.equal(configuration.ignores('/policy/old/a.json'), false);
    });
  });

  it('go by the Packer that they name, with the plugins that are known of it', () => {
    const found = { version: '1.11.0', plugins: ['dsc'] };
    const packer = (config?: string) =>
      new Projects(files(config), { packer: () => found }).ofFolder('/p').packer();
    assert.deepEqual(packer(), found);
    assert.deepEqual(packer('{"packerVersion": "1.11.0"}'), found);
    assert.deepEqual(packer('{"packerVersion": "1.6.6"}'), { version: '1.6.6' });
  });
});
