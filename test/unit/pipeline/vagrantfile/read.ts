import { readFileSync } from 'node:fs';
import { readVagrantfile } from '../../../../src/pipeline/vagrantfile/readVagrantfile';
import type { Machine, Vagrantfile } from '../../../../src/pipeline/vagrantfile/vagrantfile';
import { loadRuby, type RubyParser } from '../../../../src/syntax/ruby/loadRuby';
import { SourceText } from '../../../../src/text/sourceText';
import { memoryFiles } from '../../../support/memoryFiles';

let parser: RubyParser | undefined;

/** Loads the Ruby parser, once for all tests. */
export async function loadParser(): Promise<void> {
  parser ??= await loadRuby(readFileSync(`${REPO_ROOT}/node_modules/@ruby/prism/src/prism.wasm`));
}

/** Reads a Vagrantfile that lies at `/lab/Vagrantfile`. @param others files beside it, by their names */
export function read(text: string, others: Readonly<Record<string, string>> = {}): Vagrantfile {
  const ruby = parser;
  if (!ruby) throw new Error('Load the parser first.');
  const parse = (code: string) => ruby.parse(code);
  const entries = Object.entries(others).map(([name, content]) => [`/lab/${name}`, content]);
  const files = memoryFiles(Object.fromEntries(entries) as Record<string, string>, '/lab');
  return readVagrantfile(parse(text), new SourceText('/lab/Vagrantfile', text), { files, parse });
}

/** Reads what stands in a `Vagrant.configure` block. */
export const configure = (body: string, before = ''): Vagrantfile =>
  read(`${before}\nVagrant.configure("2") do |config|\n${body}\nend\n`);

/** The one machine of a block. */
export function only(vagrantfile: Vagrantfile): Machine {
  const [machine, ...others] = vagrantfile.machines;
  if (!machine || others.length) throw new Error(`${vagrantfile.machines.length} machines instead of one.`);
  return machine;
}
