import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readVagrantfile } from '../pipeline/vagrantfile/readVagrantfile';
import type { Vagrantfile } from '../pipeline/vagrantfile/vagrantfile';
import type { RubyParser } from '../syntax/ruby/loadRuby';
import type { FileSource } from '../text/fileSource';
import { SourceText } from '../text/sourceText';

let parser: Promise<RubyParser> | undefined;

/**
 * Reads a Vagrantfile. The Ruby parser, the heaviest part of the linter, is loaded with the first one.
 * @returns undefined when the file can't be read
 * @throws Error when the parser can't be loaded: the installation is damaged
 */
export async function loadVagrantfile(file: string, files: FileSource): Promise<Vagrantfile | undefined> {
  const text = files.read(file);
  if (text === undefined) return undefined;
  const ruby = await (parser ??= load());
  return readVagrantfile(ruby.parse(text), new SourceText(file, text));
}

async function load(): Promise<RubyParser> {
  const [{ loadRuby }, wasm] = await Promise.all([
    import('../syntax/ruby/loadRuby'),
    readFile(path.resolve(__dirname, PRISM_WASM)),
  ]);
  return loadRuby(wasm);
}
