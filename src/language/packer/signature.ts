import { language } from '../../pipeline/grammar/language';
import type { FunctionSchema, Parameter } from '../../pipeline/grammar/language';

/** A function of HCL2; undefined for a name that is none. */
export function functionNamed(name: string): FunctionSchema | undefined {
  const { functions } = language();
  return Object.hasOwn(functions, name) ? functions[name] : undefined;
}

/** The parameters as they are shown, such as `lists: list(string)…`. */
export const parameterLabels = ({ params, rest }: FunctionSchema): string[] => [
  ...params.map(labelOf),
  ...(rest ? [`${labelOf(rest)}…`] : []),
];

const labelOf = ({ name, type }: Parameter): string => `${name}: ${type}`;

/** `join(separator: string, lists: list(string)…): string`. */
export const signatureText = (name: string, schema: FunctionSchema): string =>
  `${name}(${parameterLabels(schema).join(', ')})${schema.returns === undefined ? '' : `: ${schema.returns}`}`;
