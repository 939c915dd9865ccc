import { loadRuby } from '../../syntax/ruby/loadRuby';
import type { SourceText } from '../../text/sourceText';
import { readVagrantfile } from './readVagrantfile';
import type { Vagrantfile } from './vagrantfile';

export type VagrantfileReader = (source: SourceText) => Vagrantfile;

/**
 * The parser and what reads its trees, together: they share the classes of the nodes, and are loaded on demand as
 * one.
 * @param wasm the content of `@ruby/prism/src/prism.wasm`
 */
export async function loadVagrantfileReader(wasm: Uint8Array): Promise<VagrantfileReader> {
  const ruby = await loadRuby(wasm);
  return (source) => readVagrantfile(ruby.parse(source.text), source);
}
