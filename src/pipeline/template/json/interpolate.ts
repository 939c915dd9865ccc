import type { StringValue } from '../../value';

/** What the actions of a JSON template may be replaced with. */
export interface Scope {
  /** The default of a user variable; undefined when it has none, or is no plain text. */
  variable(name: string): StringValue | undefined;
  /** The folder of the template, for `{{template_dir}}`. */
  readonly templateFolder: string;
}

export interface Interpolated {
  readonly text: string;
  /** True where actions are left that only Packer can fill in. */
  readonly partial: boolean;
  /** The variable that is the whole text, if it is one. */
  readonly variable: StringValue | undefined;
  /** Whether a secret was put in. */
  readonly sensitive: boolean;
}

const action = /\{\{-?\s*(.*?)\s*-?\}\}/gs;
const call = /^(\w+)(?:\s+(?:`([^`]*)`|"([^"]*)"))?$/s;

/**
 * Puts variables into a string of a JSON template. `{{pwd}}`, the folder in which Packer is started, becomes `.`:
 * whoever resolves the path tries the folders that this can be.
 * Packer's functions: https://developer.hashicorp.com/packer/docs/templates/legacy_json_templates/engine
 */
export function interpolate(text: string, scope: Scope): Interpolated {
  if (!text.includes('{{')) return { text, partial: false, variable: undefined, sensitive: false };
  let partial = false;
  let sensitive = false;
  let whole: StringValue | undefined;
  const result = text.replace(action, (written: string, body: string) => {
    const [, name, ...quoted] = call.exec(body) ?? [];
    const argument = quoted.find((part) => part !== undefined);
    if (name === 'template_dir') return scope.templateFolder;
    if (name === 'pwd') return '.';
    const value = name === 'user' && argument !== undefined ? scope.variable(argument) : undefined;
    if (value?.sensitive) sensitive = true;
    if (value && !value.partial) {
      if (written === text) whole = value;
      return value.text;
    }
    partial = true;
    return written;
  });
  return { text: result, partial, variable: whole, sensitive };
}
