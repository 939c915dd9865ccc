import assert from 'node:assert/strict';
import { takeOverMarks } from '../../../../src/language/takeOver/takeOverMarks';
import { answerFile, jsonTemplate } from '../../../support/ruleTests';
import { pipelineOf } from '../../../support/templates';

const answers = answerFile({
  firstLogon: [
    'cmd /c winrm quickconfig -q',
    'cmd /c winrm set winrm/config/service @{AllowUnencrypted="true"}',
    'cmd /c winrm set winrm/config/service/auth @{Basic="true"}',
    'netsh advfirewall firewall add rule name=winrm dir=in localport=5985 protocol=TCP action=allow',
    'shutdown /r /t 0',
  ],
});
const windows = (JSON.parse(jsonTemplate({})) as { readonly builders: readonly object[] }).builders[0];
const files = { '/project/Autounattend.xml': answers };

describe('takeOverMarks', () => {
  const marks = (text: string, more: Record<string, string> = files) =>
    takeOverMarks({ pipeline: pipelineOf(text, more) }).map(({ location, text: said, opens, builds }) => ({
      path: location.path,
      said,
      opens,
      builds,
    }));

  it('stand where the way in opens', () => {
    const [mark, builder, ...others] = marks(jsonTemplate({}));
    assert.equal(builder?.path, '/project/template.json');
    assert.match(
      builder?.said ?? '',
      /^Packer (probably )?connects in Autounattend\.xml \(WinRM, port 5985\)$/,
    );
    assert.equal(builder?.opens, false);
    assert.equal(mark?.path, '/project/Autounattend.xml');
    assert.match(mark?.said ?? '', /^Packer (probably )?connects here \(WinRM, port 5985\)$/);
    assert.deepEqual([mark?.opens, mark?.builds, others], [true, [], []]);
  });

  it('stand at the builder where nothing opens it, or nobody can tell', () => {
    const [never] = marks(jsonTemplate({}), {
      '/project/Autounattend.xml': answerFile({ firstLogon: ['echo'] }),
    });
    assert.equal(never?.path, '/project/template.json');
    assert.equal(never?.opens, false);
    const [unknown] = marks(jsonTemplate({ floppy_files: [] }), {});
    assert.match(unknown?.said ?? '', /not known/);
  });

  it('lead from the place to the builders, and from these to the place', () => {
    const pipeline = pipelineOf(
      JSON.stringify({ builders: ['a', 'b'].map((name) => ({ ...windows, name })) }),
      files,
    );
    const [mark, ...builders] = takeOverMarks({ pipeline });
    assert.deepEqual(
      mark?.targets.map(({ name, location }) => [name, location.path]),
      [
        ['a', '/project/template.json'],
        ['b', '/project/template.json'],
      ],
    );
    assert.equal(builders.length, 2);
    for (const { targets } of builders) assert.deepEqual(targets[0]?.location, mark?.location);
  });

  it('say of a build that a rule finds unreachable that Packer never connects, and nowhere else that it does', () => {
    const pipeline = pipelineOf(jsonTemplate({}), files);
    const [build] = pipeline.template.builds;
    const location = { path: '/project/template.json', span: { start: 1, end: 2 } };
    const unreachable = build ? [{ build, rule: 'winrm-port-tls-mismatch', location }] : [];
    const [mark, ...others] = takeOverMarks({ pipeline, unreachable });
    assert.deepEqual(
      [mark?.location, mark?.text, mark?.opens, others],
      [build?.typeLocation, 'Packer never connects: winrm-port-tls-mismatch', false, []],
    );
    assert.deepEqual(mark?.targets[0]?.location, location);
  });

  it('are for Windows guests only', () => {
    const linux = { builders: [{ type: 'virtualbox-iso', guest_os_type: 'Ubuntu_64', communicator: 'ssh' }] };
    assert.deepEqual(marks(JSON.stringify(linux), {}), []);
  });
});
