import assert from 'node:assert/strict';
import { readDiagnostics } from '../../../../../src/tools/packer/output/readDiagnostics';
import { recorded } from '../../../../support/recorded';

describe('readDiagnostics', () => {
  const calls = recorded('packer/validate-1.6.6.txt');
  const read = (file: string) => {
    const result = calls.get(`packer validate ${file}`);
    assert.ok(result, file);
    return readDiagnostics(result);
  };
  const error = { severity: 'error' } as const;

  for (const [file, expected] of [
    ['ok.json', []],
    ['ok.pkr.hcl', []],
    [
      'broken.json',
      [
        {
          ...error,
          line: 4,
          column: 4,
          message: "Error parsing JSON: invalid character ']' looking for beginning of value",
        },
      ],
    ],
    [
      'empty.json',
      [{ ...error, line: 1, column: 1, message: 'Error parsing JSON: unexpected end of JSON input' }],
    ],
    ['badkey.json', [{ ...error, message: "Unknown root level key in template: 'unknown_root'" }]],
    ['dupe.json', [{ ...error, message: "builder 2: builder with name 'null' already exists" }]],
    ['noarr.json', [{ ...error, message: "'builders': source data must be an array or slice, got string" }]],
    [
      'badtype.json',
      [{ ...error, build: 'nosuch', message: "error initializing builder 'nosuch': Unknown builder nosuch" }],
    ],
    ['missingvar.json', [{ ...error, message: 'required variable not set: need' }]],
    [
      'missingfield.json',
      [
        { ...error, build: 'qemu', message: 'One of iso_url or iso_urls must be specified' },
        {
          ...error,
          build: 'qemu',
          message:
            'An ssh_username must be specified Note: some builders used to default ssh_username to "root".',
        },
      ],
    ],
    [
      'syntax.pkr.hcl',
      [
        {
          ...error,
          file: 'syntax.pkr.hcl',
          line: 3,
          message: 'Missing newline after block definition: A block definition must end with a newline.',
        },
      ],
    ],
    [
      'undefvar.pkr.hcl',
      [
        {
          ...error,
          message:
            'Unset variable "need": A used variable must be set or have a default value; see https://packer.io/docs/configuration/from-1.5/syntax for details.',
        },
      ],
    ],
  ] as const)
    it(`reads what Packer 1.6.6 says of ${file}`, () => assert.deepEqual(read(file), expected));

  it('reads every block of a long answer, with its own place', () => {
    const found = read('.');
    assert.deepEqual(
      found.map(({ file, line }) => [file, line]),
      [
        ['broken.pkr.hcl', 2],
        ['broken.pkr.hcl', 3],
        ['broken.pkr.hcl', 4],
        ['broken.pkr.hcl', 5],
        ['broken.pkr.hcl', 6],
        ['broken.pkr.hcl', 2],
        ['syntax.pkr.hcl', 3],
      ],
    );
  });

  it('leaves the excerpt of the template out of the message', () => {
    const [first] = read('badtypes.pkr.hcl');
    assert.match(first?.message ?? '', /^Unknown source type nosuch: known builders: \[tencentcloud-cvm /);
    assert.doesNotMatch(first?.message ?? '', /source code not available/);
  });

  it('reads warnings of a template that is accepted', () => {
    const stdout = `Warning: Warning when preparing build: "virtualbox-iso"\n\nA checksum of 'none' was specified. Since ISO files are so big,\na checksum is highly recommended.\n\n\n`;
    assert.deepEqual(readDiagnostics({ exitCode: 0, stdout, stderr: '' }), [
      {
        severity: 'warning',
        build: 'virtualbox-iso',
        message:
          "A checksum of 'none' was specified. Since ISO files are so big, a checksum is highly recommended.",
      },
    ]);
  });

  it('reads a JSON syntax error of Packer 1.16, which wraps it in advice', () => {
    const stdout = `Failed to parse file as legacy JSON template: if you are using an HCL template, check your file extensions; they should be either *.pkr.hcl or *.pkr.json; see the docs for more details: https://www.packer.io/docs/templates/hcl_templates. \nOriginal error: Error parsing JSON: invalid character ']' looking for beginning of value\nAt line 4, column 4 (offset 43):\n    3:     {"type": "null"},\n    4:   ]\n         ^\n\n`;
    assert.deepEqual(readDiagnostics({ exitCode: 1, stdout, stderr: '' }), [
      {
        ...error,
        line: 4,
        column: 4,
        message: "Error parsing JSON: invalid character ']' looking for beginning of value",
      },
    ]);
  });

  it('takes the word of a newer Packer that all is well for nothing', () => {
    assert.deepEqual(
      readDiagnostics({ exitCode: 0, stdout: 'The configuration is valid.\n', stderr: '' }),
      [],
    );
  });

  it('makes one error of a failure that it does not know', () => {
    assert.deepEqual(
      readDiagnostics({ exitCode: 2, stdout: 'panic:\nout of memory\n', stderr: 'goroutine 1' }),
      [{ severity: 'error', message: 'panic: out of memory goroutine 1' }],
    );
    assert.equal(readDiagnostics({ exitCode: undefined, stdout: '', stderr: '' }).length, 1);
  });
});
