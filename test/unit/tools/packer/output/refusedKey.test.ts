import assert from 'node:assert/strict';
import { refusedKey } from '../../../../../src/tools/packer/output/refusedKey';
import { readDiagnostics } from '../../../../../src/tools/packer/output/readDiagnostics';
import { readTemplate } from '../../../../../src/pipeline/template/readTemplate';
import { memoryFiles } from '../../../../support/memoryFiles';

/** What stands where Packer's only complaint is about. */
function refused(stdout: string, name: string, content: string): string | undefined {
  const template = readTemplate(`/w/${name}`, memoryFiles({ [`/w/${name}`]: content }));
  assert.ok(template);
  const [one] = readDiagnostics({ exitCode: 1, stdout, stderr: '' });
  const place = one && refusedKey(one, template);
  const text = template.files.find(({ path }) => path === place?.path);
  return place && text && `${text.positionAt(place.span.start).line + 1}: ${text.slice(place.span)}`;
}

describe('the place of a setting that Packer refuses', () => {
  const json = `{
  "builders": [
    { "type": "null", "communicator": "none", "hots": "x" },
    { "type": "null", "name": "b", "communicator": "none" }
  ],
  "provisioners": [{ "type": "shell-local", "inlin": ["x"] }]
}`;
  const ofBuild = (build: string, head: string, key: string) =>
    `Error: Failed to prepare build: "${build}"\n\n${head}1 error occurred:\n\t* unknown configuration key: '"${key}"'\n\n`;

  it('is that of a builder of JSON', () => {
    assert.equal(refused(ofBuild('null', '', 'hots'), 'a.json', json), '3: "hots"');
  });

  it('is that of a step of the build', () => {
    assert.equal(refused(ofBuild('b', 'Error decoding config: ', 'inlin'), 'a.json', json), '6: "inlin"');
  });

  it('is none where the build has no such setting', () => {
    assert.equal(refused(ofBuild('b', '', 'hots'), 'a.json', json), undefined);
  });

  it('is the word in the line of HCL2', () => {
    const hcl =
      'source "null" "x" {\n  communicator = "none"\n  hots = "y"\n}\nbuild {\n  sources = ["null.x"]\n}\n';
    const said =
      'Error: Unsupported argument\n\n  on a.pkr.hcl line 3:\n  (source code not available)\n\nAn argument named "hots" is not expected here.\n\n';
    assert.equal(refused(said, 'a.pkr.hcl', hcl), '3: hots');
  });

  it('is none of another mistake', () => {
    assert.equal(
      refused(ofBuild('null', '', 'x').replace('unknown configuration key', 'other'), 'a.json', json),
      undefined,
    );
  });
});
