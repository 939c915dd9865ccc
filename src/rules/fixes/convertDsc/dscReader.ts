import type { OptionTable } from '../../../pipeline/dsc/dscOptions';
import type { Provisioner, Template } from '../../../pipeline/template/template';
import { isTrue } from '../../../pipeline/value';
import type { Value } from '../../../pipeline/value';
import type { SourceText } from '../../../text/sourceText';
import { Unconvertible } from './content';
import type { Content, ContentWriter } from './content';
import type { NewValue } from './steps';
import { lastPart, withoutEndSlashes } from '../../../text/edges';

/** Reads the options of a `dsc` step for what is written in its place. */
export class DscReader {
  constructor(
    private readonly template: Template,
    private readonly source: SourceText,
    private readonly step: Provisioner,
    private readonly writer: ContentWriter,
    private readonly note: (text: string) => void,
  ) {}

  /** The mark of comments in the file. */
  get commentMark(): string {
    return /^[ \t]*(#|\/\/)/m.exec(this.source.text)?.[1] ?? '#';
  }

  has(name: string): boolean {
    return this.value(name) !== undefined;
  }

  /** @throws Unconvertible for what is no text */
  text(name: string): Content | undefined {
    const value = this.value(name);
    return value && this.writer.of(this.source, value, name);
  }

  /** A text as it is now, variables put in; undefined where it is not known. */
  known(name: string): string | undefined {
    const value = this.value(name);
    return value?.kind === 'string' && !value.partial ? value.text : undefined;
  }

  flag(name: string): boolean {
    const value = this.value(name);
    if (!value) return false;
    if (value.kind === 'unknown' || (value.kind === 'string' && value.partial))
      throw new Unconvertible(
        `The value of ${name} is only known when Packer runs. Write true or false first.`,
      );
    this.noteFixed(name, value);
    return isTrue(value) || (value.kind === 'number' && value.value !== 0);
  }

  /** The texts of a list; HCL2 can take one out of a list that is made elsewhere. */
  list(name: string): Content[] {
    const value = this.value(name);
    if (!value) return [];
    if (value.kind === 'string' && this.template.dialect === 'json') return this.split(name, value.text);
    if (value.kind !== 'list')
      throw new Unconvertible(
        `The value of ${name} is only known when Packer runs. Write it as a list first.`,
      );
    const written = this.source.slice(value.location.span);
    if (!value.definition && written.startsWith('['))
      return value.items.map((item) => this.writer.of(this.source, item, name));
    if (written.includes('\n')) throw new Unconvertible(`${name} is a multi-line expression.`);
    this.noteFixed(name, value);
    return value.items.map((_, index) => ({ written: `\${(${written})[${index}]}` }));
  }

  /** Where it expects a list, Packer splits a string at its commas. */
  private split(name: string, text: string): Content[] {
    const content = this.text(name);
    if (content?.plain !== undefined)
      return content.plain.split(',').flatMap((one) => (one.trim() ? [this.writer.literal(one.trim())] : []));
    if (text.includes(',')) throw new Unconvertible(`${name} contains a variable. Write it as a list first.`);
    return content ? [content] : [];
  }

  map(name: string): { readonly name: string; readonly value: Content }[] {
    const value = this.value(name);
    if (!value) return [];
    const maps = value.kind === 'list' ? value.items : [value];
    return maps.flatMap((map) => {
      if (map.kind !== 'map') throw new Unconvertible(`${name} is not a map of names to strings.`);
      return map.entries.map((entry) => ({
        name: entry.name,
        value: this.writer.of(this.source, entry.value, `${name} '${entry.name}'`),
      }));
    });
  }

  /** Parameters by their names, with a dash. */
  params(): { readonly name: string; readonly value: Content }[] {
    return this.map('configuration_params').map(({ name, value }) => {
      if (!/^\w+$/.test(name)) return { name, value };
      this.note(
        `'${name}' becomes the parameter -${name}: packer-dsc passes the word without a dash, and PowerShell reads it as a value.`,
      );
      return { name: `-${name}`, value };
    });
  }

  /** @throws Unconvertible where it is not known */
  configurationName(): Content {
    const given = this.text('configuration_name');
    if (given) return given;
    const [name = ''] = baseNameOf(this.known('manifest_file') ?? '').split('.');
    if (!name)
      throw new Unconvertible(
        'The configuration is named after the manifest, which is only known when Packer runs. Set configuration_name first.',
      );
    const value = this.value('manifest_file');
    if (value) this.noteFixed('The name of the configuration', value, name);
    return this.writer.literal(name);
  }

  /** Of a path on the host; what only Packer knows gets another name in the guest. */
  fileName(name: string, otherwise: string): Content {
    return this.writer.literal(baseNameOf(this.known(name) ?? '') || otherwise);
  }

  /** @throws Unconvertible where it is not known */
  baseName({ plain }: Content, name: string): string {
    const base = baseNameOf(plain ?? '');
    if (!base) throw new Unconvertible(`The name of a folder in ${name} is only known when Packer runs.`);
    return base;
  }

  /** A setting of the step as it stands, for another one. */
  asWritten(name: string): (readonly [string, NewValue])[] {
    const value = this.value(name);
    if (!value) return [];
    if (value.location.path !== this.source.path) throw new Unconvertible(`${name} is set in another file.`);
    return [[name, { kind: 'written', text: this.source.slice(value.location.span) }]];
  }

  /** Options that are none. */
  unknownNames(tables: readonly OptionTable[]): string[] {
    return this.step.settings.entries
      .map(({ name }) => name)
      .filter((name) => {
        const plain = this.template.dialect === 'json' ? name.toLowerCase() : name;
        return plain !== 'type' && !tables.some((table) => Object.hasOwn(table.settings, plain));
      });
  }

  /** The last one counts. JSON takes names in any capitals, and an empty text is an unset one. */
  private value(name: string): Value | undefined {
    const json = this.template.dialect === 'json';
    const value = this.step.settings.entries.findLast(
      (entry) => (json ? entry.name.toLowerCase() : entry.name) === name,
    )?.value;
    const unset = !value || value.kind === 'null' || (value.kind === 'string' && value.text === '');
    return unset ? undefined : value;
  }

  /** A variable can have another value when Packer runs; this one stays. */
  private noteFixed(name: string, value: Value, as = shown(value)): void {
    if (value.definition)
      this.note(`${name} comes from a variable; the new steps use its current value: ${as}.`);
  }
}

const baseNameOf = (path: string): string => lastPart(withoutEndSlashes(path));

const shown = (value: Value): string =>
  value.kind === 'list'
    ? `${value.items.length} paths`
    : 'value' in value
      ? String(value.value)
      : 'text' in value
        ? value.text
        : '';
