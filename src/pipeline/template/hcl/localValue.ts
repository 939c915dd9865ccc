import type { FileSource } from '../../../text/fileSource';
import { unlessGiven } from '../../value';
import type { GivenValues } from '../readTemplate';
import type { Template } from '../template';
import { Evaluator } from './evaluate';
import { plainOf } from './known';
import { hclSource, variableSource } from './readHclTemplate';
import { Scope } from './scope';

/** What a local of an HCL2 template is, as far as that is known. */
export interface LocalValue {
  readonly isSensitive: boolean;
  /** As data; undefined where only Packer can tell. */
  readonly value?: unknown;
}

/** The value of a local. The files of the template are read again for it: what is linted at each key does without. */
export function localValue(
  { files: sources, variableFiles, folder }: Template,
  name: string,
  files: FileSource,
  { variables = {} }: GivenValues,
): LocalValue | undefined {
  const own = sources.map((source) => hclSource(source));
  const scope = new Scope(own, { files: variableFiles.map(variableSource), given: variables }, folder, files);
  const definition = scope.local(name);
  if (!definition) return undefined;
  const value = scope.resolve('local', name, ({ expression, source }) =>
    new Evaluator(source, scope).evaluate(expression),
  );
  const plain = value && plainOf(unlessGiven(value));
  const isSensitive = scope.isSensitive('local', name);
  return { isSensitive, ...(plain && !isSensitive && { value: plain.data }) };
}
