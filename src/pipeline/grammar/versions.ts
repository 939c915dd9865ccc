/**
 * Whether a text is a constraint of versions: `>= 1.0, < 2.0`.
 * Source: hashicorp/go-version constraint.go, NewConstraint(), and version.go, VersionRegexpRaw.
 */
export const isConstraint = (text: string): boolean =>
  text.split(',').every((part) => constraint.test(part.trim()));

const constraint =
  /^(?:(?:=|!=|>=?|<=?|~>)\s*)?v?\d+(?:\.\d+)*(?:-?[A-Za-z~][\w~.-]*|-\d[\w~.-]*)?(?:\+[\w~.-]+)?$/;

/** Whether a constraint names a version that is not released yet: Packer takes none in `required_plugins`. */
export const namesPrerelease = (text: string): boolean =>
  text
    .split(',')
    .some((part) =>
      /^(?:(?:=|!=|>=?|<=?|~>)\s*)?v?\d+(?:\.\d+)*(?:-[0-9A-Za-z~]|[A-Za-z~])/.test(part.trim()),
    );

/**
 * Why a text is no address of a plugin; undefined where it is one.
 * Source: hashicorp/packer hcl2template/addrs/plugin.go, ParsePluginSourceString().
 */
export function sourceProblem(text: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return 'It is written without https://.';
  if (text.startsWith('/') || text.endsWith('/')) return 'It neither begins nor ends with a slash.';
  if (/[?#]/.test(text)) return 'It has no query and no fragment.';
  if (text.split('/').length < 3) return 'It has a host and two names, such as github.com/hashicorp/qemu.';
  const name = text.slice(text.lastIndexOf('/') + 1);
  if (name.startsWith('packer-plugin-'))
    return `It is written without 'packer-plugin-': ${name.slice('packer-plugin-'.length)}.`;
  if (name.startsWith('packer-')) return "The last part does not begin with 'packer-'.";
  return undefined;
}
