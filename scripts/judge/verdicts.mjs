import { execFile } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {object} Reason
 * @property {string} text its first line
 * @property {string} [file]
 * @property {number} [line] from 1
 * @property {number} [end]
 */

/** Refusals for what is outside of the template: plugins that are not there, values and files that nobody gave. */
const outside = [
  /failed (?:loading|to load)/i,
  /Unknown (?:data|builder|provisioner|post-processor) type/,
  /Failed to load source type/,
  /(?:builder|provisioner|post-processor|data ?source)s? .*(?:is unknown by Packer|not found|unknown)/i,
  /Unset variable/,
  /Missing plugins|plugin .*(?:not found|is not installed)|^\* github\.com\//m,
  /Unknown source type/,
  /no such file|does not exist|cannot find/i,
  /Bad script|Bad source/,
  /required (?:variables|user variables) not set|Required variable/i,
];

/**
 * @param {{ path: string, version?: string, pluginFolder?: string }} packer
 * @param {import('./units.mjs').Unit} unit
 * @param {string} folder that holds its copy
 * @returns {Promise<{ version: string, accepted: boolean, reasons: Reason[], other: Reason[] }>}
 */
export async function validateUnit({ path, version = '1.6.6', pluginFolder }, { file }, folder) {
  const env = {
    ...process.env,
    CHECKPOINT_DISABLE: '1',
    PACKER_LOG: '',
    ...(pluginFolder && { PACKER_PLUGIN_PATH: pluginFolder }),
  };
  const { code, output } = await start(path, ['validate', file ?? '.'], { cwd: folder, env });
  if (code === 0) return { version, accepted: true, reasons: [], other: [] };
  const all = reasonsOf(output);
  const isOutside = ({ text, all: whole }) => outside.some((one) => one.test(`${text}\n${whole}`));
  return {
    version,
    accepted: false,
    reasons: all.filter((one) => !isOutside(one)),
    other: all.filter(isOutside),
  };
}

function reasonsOf(output) {
  const plain = stripVTControlCharacters(output);
  const parts = plain.split(/^(?=Error: |\* )/m).filter((part) => /^(?:Error: |\* )/.test(part));
  const all = parts.length > 0 ? parts : [plain];
  return all.map((part) => {
    const [, file, line, end] = /^\s+on (\S+) line (\d+)(?:,|:| )/m.exec(part) ?? [];
    const [, other, from] = /at (\S+?):(\d+),/.exec(part) ?? [];
    return {
      text: part.split('\n')[0],
      all: part,
      file: file ?? other,
      line: file ? Number(line) : from ? Number(from) : undefined,
      end: end ? Number(end) : undefined,
    };
  });
}

/**
 * @param {string} cli
 * @param {string} folder
 * @returns {Promise<object[]>} findings, as the JSON report has them
 */
export async function lintUnit(cli, folder) {
  const arguments_ = [cli, 'lint', '--format', 'json', '--fail-on', 'never', '--allow-empty', '.'];
  const { stdout, stderr } = await start(process.execPath, arguments_, { cwd: folder });
  try {
    return JSON.parse(stdout).findings;
  } catch (error) {
    throw new Error(`${folder}: ${stderr}${stdout}`, { cause: error });
  }
}

function start(program, args, options) {
  return new Promise((resolve) => {
    execFile(
      program,
      args,
      { encoding: 'utf8', maxBuffer: 1 << 26, timeout: 60_000, ...options },
      (error, stdout, stderr) =>
        resolve({ code: error ? (error.code ?? 1) : 0, stdout, stderr, output: `${stdout}${stderr}` }),
    );
  });
}
