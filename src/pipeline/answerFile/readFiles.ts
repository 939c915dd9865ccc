import { attributeOf, elementsOf, type XmlElement } from '../../syntax/xml/tree';
import type { AnswerScript } from './answerFile';
import type { AnswerReader } from './answerReader';

/** By their names alone: each generator has a namespace of its own for them. */
export const readFiles = (root: XmlElement, reader: AnswerReader): AnswerScript[] =>
  elementsOf(root)
    .filter(({ name }) => name.local === 'Extensions')
    .flatMap(elementsOf)
    .flatMap((file) => {
      const path = file.name.local === 'File' ? attributeOf(file, 'path')?.value.trim() : undefined;
      return path ? [{ path, text: reader.embedded(file) }] : [];
    });
