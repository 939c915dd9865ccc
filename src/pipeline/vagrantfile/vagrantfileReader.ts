import { independentProblems } from '../../syntax/independentProblems';
import { loadRuby } from '../../syntax/ruby/loadRuby';
import type { FileSource } from '../../text/fileSource';
import type { SourceText } from '../../text/sourceText';
import { readVagrantfile } from './readVagrantfile';
import type { Vagrantfile } from './vagrantfile';

/** In Ruby no name of a variable begins with a brace: HCL's templatefile, or a shell, puts a value there. */
const filledIn = /[:=[,(][ \t]*(\$\{[^\r\n{}]*\})/g;

/** @param files those of its project, which it may load */
export type VagrantfileReader = (source: SourceText, files: FileSource) => Vagrantfile;

/**
 * The parser and what reads its trees, together: they share the classes of the nodes, and are loaded on demand as
 * one.
 * @param wasm the content of `@ruby/prism/src/prism.wasm`
 */
export async function loadVagrantfileReader(wasm: Uint8Array): Promise<VagrantfileReader> {
  const ruby = await loadRuby(wasm);
  const problemsOf = (text: string) => ruby.parse(text).problems;
  const parse = (text: string) => ruby.parse(text);
  return (source, files) => {
    const tree = parse(source.text);
    const file = readVagrantfile(tree, source, { files, parse });
    // Nearly all files have none, and are parsed once.
    return tree.problems.length
      ? { ...file, problems: independentProblems(source.text, problemsOf, filledIn) }
      : file;
  };
}
