import { cursorAt } from './cursor';
import { functionNamed, parameterLabels, signatureText } from './signature';

/** How the function is called whose arguments are being written. */
export interface SignatureHelp {
  readonly label: string;
  /** As they stand in the label. */
  readonly parameters: readonly string[];
  /** The parameter that is being written; undefined where the function takes no more. */
  readonly active: number | undefined;
}

/** Of the innermost call around an offset. */
export function signatureHelpAt(text: string, offset: number): SignatureHelp | undefined {
  const { place } = cursorAt(text, offset);
  if (place.kind !== 'value') return undefined;
  const call = place.within.findLast((one) => one.kind === 'call');
  const schema = call && functionNamed(call.name);
  if (!schema) return undefined;
  const parameters = parameterLabels(schema);
  const last = parameters.length - 1;
  const active = schema.rest ? Math.min(call.argument, last) : call.argument;
  return {
    label: signatureText(call.name, schema),
    parameters,
    active: active <= last ? active : undefined,
  };
}
