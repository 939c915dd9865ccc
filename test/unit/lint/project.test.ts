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
    assert.equal(read, 1);
  });

  it('tell from which files their configuration is', () => {
    assert.deepEqual(new Projects(files()).ofFolder('/p').configuration.files, ['/p/boxwright.json']);
    assert.deepEqual(new Projects(memoryFiles({}, '/p')).ofFolder('/p').configuration.files, []);
  });

  it('go by the Packer that they name, with the plugins that are known of it', () => {
    const found = { version: '1.11.0', plugins: ['dsc'] };
    const packer = (config?: string) => new Projects(files(config), () => found).ofFolder('/p').packer();
    assert.deepEqual(packer(), found);
    assert.deepEqual(packer('{"packerVersion": "1.11.0"}'), found);
    assert.deepEqual(packer('{"packerVersion": "1.6.6"}'), { version: '1.6.6' });
  });
});
