import { hide, mask } from '../../../pipeline/hiddenValues';
import { componentOf } from '../../../pipeline/schema/component';
import { localValue } from '../../../pipeline/template/hcl/localValue';
import { looksSecret } from '../../../pipeline/template/looksSecret';
import { templateVariables } from '../../../pipeline/template/variables';
import type { Template } from '../../../pipeline/template/template';
import { isSamePath } from '../../../text/pathKey';
import { inMarkdown } from '../../describeSetting';
import { markdown } from '../../hover';
import type { Hover } from '../../hover';
import { fill } from '../../messages';
import type { Messages } from '../../messages';
import { componentPage } from '../documentation';
import { isSameName, namesIn } from '../names';
import type { NamePlace } from '../names';
import type { PackerFile } from '../packerPlace';

/** What a name stands for: its value, as far as that is known and nobody has called it a secret, and where that comes from. */
export function nameHover(
  found: NamePlace,
  template: Template,
  asked: PackerFile,
  messages: Messages,
): Hover | undefined {
  const lines = linesOf(found, template, asked, messages);
  if (!lines) return undefined;
  const declaration = namesIn(template).find((one) => one.role === 'declaration' && isSameName(one, found));
  const isElsewhere = declaration && !isSamePath(declaration.source.path, asked.source.path);
  const where = isElsewhere ? [fill(messages.declaredIn, `\`${fileName(declaration.source.path)}\``)] : [];
  return { span: found.whole, contents: [markdown([...lines, ...where].join('\n\n'))] };
}

const fileName = (path: string): string => path.replace(/^.*[\\/]/, '');

function linesOf(
  { kind, name, isText }: NamePlace,
  template: Template,
  { files, valuesOf, packer }: PackerFile,
  messages: Messages,
): string[] | undefined {
  const title = (path: string, ...facts: readonly (string | undefined)[]) =>
    [`**${inMarkdown(path)}**`, ...facts.filter((fact) => fact).map((fact) => inMarkdown(fact ?? ''))].join(
      ' · ',
    );
  switch (kind) {
    case 'variable': {
      const variable = templateVariables(template, files, valuesOf(template)).find(
        (one) => one.name === name,
      );
      if (!variable) return undefined;
      const { type, description, sensitive, value, setIn, required } = variable;
      const given = valuesOf(template).variables?.[name];
      const code = value === undefined ? undefined : codeOf(value, sensitive || looksSecret(name), template);
      const from =
        code === undefined
          ? required && given === undefined
            ? messages.noValue
            : ''
          : given !== undefined
            ? fill(messages.valueIs, code)
            : setIn === undefined
              ? fill(messages.valueByDefault, code)
              : fill(messages.valueSetIn, code, `\`${fileName(setIn)}\``);
      const shownDescription =
        description === undefined ? '' : inMarkdown(hide(description, template.hidden));
      return [
        title(`var.${name}`, type, sensitive ? messages.sensitive : undefined),
        shownDescription,
        from,
      ].filter(Boolean);
    }
    case 'local': {
      const local = localValue(template, name, files, valuesOf(template));
      if (!local) return undefined;
      const isSecret = local.isSensitive || looksSecret(name);
      const text = typeof local.value === 'string' ? local.value : JSON.stringify(local.value);
      const code =
        text === undefined && !local.isSensitive ? undefined : codeOf(text ?? '', isSecret, template);
      return [
        title(`local.${name}`, local.isSensitive ? messages.sensitive : undefined),
        ...(code === undefined ? [] : [fill(messages.valueIs, code)]),
      ];
    }
    case 'source':
    case 'data': {
      // On a text such as the name of a build there may be nothing of this name.
      if (
        isText &&
        !namesIn(template).some((one) => one.role === 'declaration' && one.kind === kind && one.name === name)
      )
        return undefined;
      const [type = ''] = name.split('.');
      const component = componentOf(template, kind === 'source' ? 'builder' : 'dataSource', type, packer);
      const page = component?.known ? componentPage(component) : undefined;
      return [
        title(`${kind}.${name}`, component?.known ? component.plugin : undefined),
        ...(page === undefined ? [] : [`[${messages.documentation}](${page})`]),
      ];
    }
    case 'build':
      return undefined;
  }
}

/** Of a longer value nobody reads more. UTF-16 units. */
const longest = 200;

function codeOf(value: string, isSecret: boolean, template: Template): string {
  const shown = isSecret ? mask : hide(value, template.hidden);
  const [line = ''] = shown.split(/\r?\n/);
  const cut = line.length > longest || line.length < shown.length ? `${line.slice(0, longest)}…` : line;
  return `\`${cut.replaceAll('`', "'") || '""'}\``;
}
