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
const files = { '/project/Autounattend.xml': answers };

describe('takeOverMarks', () => {
  const marks = (text: string, more: Record<string, string> = files) =>
    takeOverMarks(pipelineOf(text, more)).map(({ location, text: said, opens, builds }) => ({
      path: location.path,
      said,
      opens,
      builds,
    }));

  it('stand where the way in opens', () => {
    const [mark, ...others] = marks(jsonTemplate({}));
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

  it('are for Windows guests only', () => {
    const linux = { builders: [{ type: 'virtualbox-iso', guest_os_type: 'Ubuntu_64', communicator: 'ssh' }] };
    assert.deepEqual(marks(JSON.stringify(linux), {}), []);
  });
});
