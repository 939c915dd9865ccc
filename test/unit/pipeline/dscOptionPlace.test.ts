import assert from 'node:assert/strict';
import { dscTargets } from '../../../src/pipeline/dsc/dscTargets';
import { dscOptions } from '../../../src/pipeline/dsc/dscOptions';
import { optionAt, optionPlace } from '../../../src/pipeline/dsc/optionPlaceAt';
import { readPipeline } from '../../../src/pipeline/pipeline';
import { readTemplate } from '../../../src/pipeline/template/readTemplate';
import { memoryFiles } from '../../support/memoryFiles';

/** What can stand at the `‸` of a text: kind, what is typed of it, and what is there already. */
function placeIn(path: string, marked: string): string | undefined {
  const text = marked.replace('‸', '');
  const found = optionPlace(path, text, marked.indexOf('‸'));
  return (
    found && `${found.kind} [${text.slice(found.word.start, found.word.end)}] ${found.present.join(' ')}`
  );
}

const hcl = (lines: string) => `source "null" "x" {
  communicator = "none"
}
build {
  sources = ["null.x"]
  provisioner "dsc" {
${lines}
  }
  provisioner "powershell" {
    inline = ["dir"]
  }
}
`;

const json = (lines: string) => `{
  "builders": [{ "type": "null" }],
  "provisioners": [
    {
      "type": "dsc",
${lines}
    },
    { "type": "powershell", "inline": ["dir"] }
  ]
}
`;

describe('places in dsc steps', () => {
  const inHcl = (lines: string) => placeIn('/x.pkr.hcl', hcl(lines));
  const inJson = (lines: string) => placeIn('/x.json', json(lines));

  it('of names in HCL2, however little is there', () => {
    assert.equal(inHcl('    ‸'), 'name [] ');
    assert.equal(inHcl('    man‸'), 'name [man] ');
    assert.equal(inHcl('    man‸\n    staging_dir = "x"'), 'name [man] staging_dir');
    assert.equal(
      inHcl('    staging_dir = "x"\n    man‸ifest_file = "y"'),
      'name [manifest_file] staging_dir',
    );
    assert.equal(inHcl('    install_modules {\n      a = "1"\n    }\n    ‸'), 'name [] install_modules');
  });

  it('of values in HCL2', () => {
    assert.equal(inHcl('    clean_staging_dir = ‸'), 'value [] clean_staging_dir');
    assert.equal(inHcl('    clean_staging_dir = tr‸'), 'value [tr] clean_staging_dir');
    assert.equal(inHcl('    configuration_name = "‸"'), 'value [""] configuration_name');
    assert.equal(
      inHcl('    configuration_name = "Si‸\n    staging_dir = "x"'),
      'value ["Si] staging_dir configuration_name',
    );
  });

  it('of none elsewhere in HCL2', () => {
    for (const lines of [
      '    # man‸',
      '    /*\n    man‸\n    */',
      '    install_modules {\n      a‸\n    }',
      '    execute_command = <<EOF\n    man‸\nEOF',
      '    module_paths = [\n      "a",\n      b‸\n    ]',
    ])
      assert.equal(inHcl(lines), undefined, lines);
    assert.equal(placeIn('/x.pkr.hcl', hcl('').replace('    inline', '    ‸\n    inline')), undefined);
    assert.equal(placeIn('/x.pkr.hcl', hcl('').replace('  sources', '  ‸\n  sources')), undefined);
    assert.equal(placeIn('/x.txt', hcl('    ‸')), undefined);
  });

  it('of names in JSON, however little is there', () => {
    assert.equal(inJson('      ‸'), 'name [] type');
    assert.equal(inJson('      "‸"'), 'name [""] type');
    assert.equal(inJson('      "man‸'), 'name ["man] type');
    assert.equal(inJson('      man‸\n      "staging_dir": "x"'), 'name [man] type staging_dir');
    assert.equal(
      inJson('      "man‸ifest_file": "Site.ps1",\n      "staging_dir": "x"'),
      'name ["manifest_file"] type staging_dir',
    );
    assert.equal(
      placeIn('/x.json', '{"provisioners": [{"type": "dsc", "staging_dir": "x", "‸"}]}'),
      'name [""] type staging_dir',
    );
    assert.equal(placeIn('/x.json', '{"provisioners": [{"type": "dsc", ‸'), 'name [] type');
  });

  it('of values in JSON', () => {
    assert.equal(inJson('      "clean_staging_dir": ‸'), 'value [] type clean_staging_dir');
    assert.equal(inJson('      "clean_staging_dir": t‸,'), 'value [t] type clean_staging_dir');
    assert.equal(inJson('      "configuration_name": "S‸"'), 'value ["S"] type configuration_name');
  });

  it('in HCL2 that is written as JSON', () => {
    const text = '{"build": {"provisioner": [{"dsc": {"staging_dir": "x", "‸"}}]}}';
    assert.equal(placeIn('/x.pkr.json', text), 'name [""] staging_dir');
  });

  it('of none elsewhere in JSON', () => {
    assert.equal(inJson('      "install_modules": { "‸" }'), undefined);
    assert.equal(inJson('      "module_paths": ["‸"]'), undefined);
    assert.equal(placeIn('/x.json', '{"provisioners": [{"type": "powershell", "‸"}]}'), undefined);
    assert.equal(placeIn('/x.json', '{"builders": [{"type": "dsc", "‸"}]}'), undefined);
  });

  it('knows the manifest of the step', () => {
    const text = hcl('    manifest_file = "Site.ps1"\n    configuration_name = ""');
    assert.equal(optionPlace('/x.pkr.hcl', text, text.indexOf('""') + 1)?.manifest, 'Site.ps1');
    const other = json('      "configuration_name": "",\n      "manifest_file": "Site.ps1"');
    assert.equal(optionPlace('/x.json', other, other.indexOf('""') + 1)?.manifest, 'Site.ps1');
  });

  it('finds the option under the mouse', () => {
    const text = json('      "manifest_file": "manifest_file"');
    const at = text.indexOf('manifest_file');
    assert.deepEqual(optionAt('/x.json', text, at + 4), {
      name: 'manifest_file',
      span: { start: at, end: at + 13 },
    });
    assert.equal(optionAt('/x.json', text, text.lastIndexOf('manifest_file') + 4), undefined);
  });
});

describe('what options of dsc steps lead to', () => {
  const manifest =
    '# the site\nConfiguration Other {\n  File A {}\n}\nConfiguration Site {\n  Node localhost {\n    File B {}\n  }\n}\n';
  const options = `    manifest_file = "dsc/Site.ps1"
    configuration_name = "other"
    configuration_file = "dsc/Site.psd1"
    module_paths = ["modules", "nothing"]
    resource_paths = ["resources/cSite"]
    mof_path = "mof"
    working_dir = "C:/w"`;
  const text = hcl(options);
  const files = memoryFiles(
    {
      '/project/x.pkr.hcl': text,
      '/project/dsc/Site.ps1': manifest,
      '/project/dsc/Site.psd1': '@{}',
      '/project/modules/xWeb/1.0/xWeb.psd1': '@{}',
      '/project/modules/xWeb/1.0/parts/part.psd1': '@{}',
      '/project/modules/xNet/xNet.psd1': '@{}',
      '/project/resources/cSite/cSite.psd1': '@{}',
      '/project/mof/localhost.mof': '',
    },
    '/project',
  );
  const template = readTemplate('/project/x.pkr.hcl', files);
  assert.ok(template);
  const pipeline = readPipeline(template, files);
  const leadsTo = (value: string): string[] | undefined => {
    const found = dscTargets(pipeline, '/project/x.pkr.hcl', text.indexOf(value) + 2);
    return found?.targets.map(
      ({ path, span }) =>
        `${path.slice('/project/'.length)}:${(files.read(path) ?? '').slice(span.start, span.start + 20).split('\n')[0]}`,
    );
  };

  it('is the file, or the configuration in it', () => {
    assert.deepEqual(leadsTo('"dsc/Site.ps1"'), ['dsc/Site.ps1:Configuration Other ']);
    assert.deepEqual(leadsTo('"other"'), ['dsc/Site.ps1:Configuration Other ']);
    assert.deepEqual(leadsTo('"dsc/Site.psd1"'), ['dsc/Site.psd1:@{}']);
  });

  it('is the modules of a folder', () => {
    assert.deepEqual(leadsTo('"modules"'), ['modules/xNet/xNet.psd1:@{}', 'modules/xWeb/1.0/xWeb.psd1:@{}']);
    assert.deepEqual(leadsTo('"resources/cSite"'), ['resources/cSite/cSite.psd1:@{}']);
    assert.deepEqual(leadsTo('"mof"'), ['mof/localhost.mof:']);
    assert.deepEqual(leadsTo('"nothing"'), []);
  });

  it('is nothing for a path of the guest', () => {
    assert.equal(leadsTo('"C:/w"'), undefined);
    assert.ok(!dscOptions.settings['working_dir']?.path);
  });
});
