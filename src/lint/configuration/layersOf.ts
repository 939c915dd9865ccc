import type { FileSource } from '../../text/fileSource';
import { isSamePath } from '../../text/pathKey';
import { readBaseline } from '../baseline';
import { configurationFile } from './configurationFile';
import type { ConfigurationProblem, Layer } from './layer';
import { readLayer } from './readLayer';

/**
 * What one file says, behind what it builds on with `extends`.
 * @param path of the file @param base the folder from which its paths start, and those of what it extends; both absolute
 * @returns the outermost first; none where there is no such file
 */
export function layersOf(path: string, base: string, files: FileSource): Layer[] {
  const text = files.read(path);
  if (text !== undefined) return withExtended(readLayer(path, base, text, files.paths), files, [path]);
  if (files.kind(path) !== 'file' && files.whyUnread(path) === undefined) return [];
  const message = 'This configuration cannot be read, so nothing of it applies.';
  const location = { path, span: { start: 0, end: 0 } };
  return [
    { ...readLayer(path, base, '{}', files.paths), problems: [{ severity: 'error', message, location }] },
  ];
}

/** @param above the files that led here */
function withExtended(layer: Layer, files: FileSource, above: readonly string[]): Layer[] {
  const problems: ConfigurationProblem[] = [];
  const extended = layer.extends.flatMap(({ name, span }) => {
    const refuse = (message: string): Layer[] => {
      problems.push({ severity: 'error', message, location: { path: layer.path, span } });
      return [];
    };
    const path = fileOf(name, layer.path, files);
    if (path === undefined) return refuse(`Cannot find '${name}'.`);
    if (above.some((one) => isSamePath(one, path))) return refuse(`'${name}' extends this file in turn.`);
    const text = files.read(path);
    if (text === undefined) return refuse(`Cannot read '${name}'.`);
    return withExtended(readLayer(path, layer.base, text, files.paths), files, [...above, path]);
  });
  const { baseline } = layer;
  if (baseline && readBaseline(baseline.path, files.read(baseline.path) ?? '') === undefined) {
    const message =
      files.kind(baseline.path) === undefined
        ? 'This file does not exist. boxwright lint --write-baseline writes it.'
        : 'This is not a list of accepted findings. Name another file, and boxwright lint --write-baseline writes it.';
    problems.push({ severity: 'error', message, location: { path: layer.path, span: baseline.span } });
  }
  return [...extended, { ...layer, problems: [...layer.problems, ...problems] }];
}

/** The file that a name in `extends` stands for: a path from the file that names it, or a package of node_modules. */
function fileOf(name: string, from: string, files: FileSource): string | undefined {
  const { paths } = files;
  const folder = paths.dirname(from);
  if (/^\.{1,2}([\\/]|$)/.test(name) || paths.isAbsolute(name)) return existing(paths.resolve(folder, name));
  for (let at = folder; ; at = paths.dirname(at)) {
    const found = existing(paths.join(at, 'node_modules', name));
    if (found !== undefined) return found;
    if (at === paths.dirname(at)) return existing(paths.resolve(folder, name));
  }

  /** Of a folder its boxwright.json. */
  function existing(path: string): string | undefined {
    const file = files.kind(path) === 'folder' ? paths.join(path, configurationFile) : path;
    return files.kind(file) === 'file' ? file : undefined;
  }
}
