import type { SyntaxProblem } from '../../syntax/syntaxProblem';
import { SourceText } from '../../text/sourceText';
import { readBody } from './hcl/readHclTemplate';
import { jsonTemplateProblems } from './json/readJsonTemplate';

/**
 * What Packer does not take of a text, in the order of its places.
 * @param path says by its name what it is: a template, or a file that sets variables, in either dialect
 */
export function templateProblems(path: string, text: string): readonly SyntaxProblem[] {
  const isHcl = /\.(pkr|pkrvars)\.json$|\.hcl$/i.test(path);
  if (!isHcl) return jsonTemplateProblems(text);
  const { problems } = readBody(new SourceText(path, text), /\.pkrvars\.\w+$/i.test(path));
  return [...problems].sort((a, b) => a.span.start - b.span.start);
}
