import type { Location } from '../../../text/location';
import type { Budget } from '../../budget';
import { replaceActions } from '../packerActions';
import type { StringValue } from '../../value';

/** What the actions of a JSON template may be replaced with. */
export interface Scope {
  /** The default of a user variable; undefined when it has none, or is no plain text. */
  variable(name: string): StringValue | undefined;
  /** The folder of the template, for `{{template_dir}}`. */
  readonly templateFolder: string;
  /** What all that is put in may cost, one step for each of its UTF-16 units. */
  readonly budget: Budget;
}

export interface Interpolated {
  readonly text: string;
  /** True where actions are left that only Packer can fill in. */
  readonly partial: boolean;
  /** The variable that is the whole text, if it is one. */
  readonly variable: StringValue | undefined;
  /** Whether a secret was put in. */
  readonly sensitive: boolean;
  /** The default of a variable that was put in, where one was. */
  readonly usual: Location | undefined;
}

/** Into one string: paths and commands are put together from variables, no files. UTF-16 units. */
const mostCharacters = 100_000;

const call = /^(\w+)(?:\s+(?:`([^`]*)`|"([^"]*)"))?$/s;

/**
 * Puts variables into a string of a JSON template. `{{pwd}}`, the folder in which Packer is started, becomes `.`:
 * whoever resolves the path tries the folders that this can be. Secrets are not put in, so no message can tell them.
 * Packer's functions: https://developer.hashicorp.com/packer/docs/templates/legacy_json_templates/engine
 */
export function interpolate(text: string, scope: Scope): Interpolated {
  if (!text.includes('{{'))
    return { text, partial: false, variable: undefined, sensitive: false, usual: undefined };
  let partial = false;
  let sensitive = false;
  let length = text.length;
  let whole: StringValue | undefined;
  let usual: Location | undefined;
  const result = replaceActions(text, ({ start, end, body }) => {
    const [, name, ...quoted] = call.exec(body) ?? [];
    const argument = quoted.find((part) => part !== undefined);
    if (name === 'template_dir') return scope.templateFolder;
    if (name === 'pwd') return '.';
    const value = name === 'user' && argument !== undefined ? scope.variable(argument) : undefined;
    if (value?.sensitive) sensitive = true;
    if (value && isPutIn(value) && (length += value.text.length) <= mostCharacters) {
      usual ??= value.usual;
      if (end - start === text.length) whole = value;
      return value.text;
    }
    partial = true;
    return text.slice(start, end);
  });
  return { text: result, partial, variable: whole, sensitive, usual };

  function isPutIn(value: StringValue): boolean {
    return !value.partial && !value.sensitive && scope.budget.spend(value.text.length);
  }
}
