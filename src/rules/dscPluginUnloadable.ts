import { dscWay } from '../pipeline/packer/dscWays';
import type { Template } from '../pipeline/template/template';
import { dscSteps } from './dscSteps';
import { hasDsc } from './packerInUse';
import type { PackerInUse } from './packerInUse';
import type { Report, Rule } from './rule';

/**
 * mefellows/packer-dsc speaks the plugin protocol of Packer before 1.7. Later ones load only what `required_plugins`
 * names or `packer plugins install` has put in place. Sources: https://github.com/mefellows/packer-dsc/issues/8,
 * https://github.com/hashicorp/packer/blob/main/CHANGELOG.md (1.7.0, 1.11.0).
 */
export const dscPluginUnloadable: Rule = {
  id: 'dsc-plugin-unloadable',
  severity: 'warning',
  category: 'template',
  since: '0.1.0',
  summary: 'A template uses the dsc provisioner, but Packer may have no plugin for it.',
  fixes: [],
  *check({ template }, { packer }) {
    const [first] = dscSteps(template);
    const problem = first && problemOf(template, packer());
    if (problem) yield { location: first.typeLocation, ...problem };
  },
};

type Problem = Pick<Report, 'message' | 'severity' | 'related'>;

function problemOf(
  { dialect, requiredPlugins }: Template,
  packer: PackerInUse | undefined,
): Problem | undefined {
  if (requiredPlugins?.some(isDsc)) return undefined;
  if (requiredPlugins)
    return {
      // It builds here, and nowhere else.
      ...(hasDsc(packer) && { severity: 'info' as const }),
      message:
        "required_plugins has no plugin for the dsc provisioner, so 'packer init' does not install one, and Packer 1.7 and later cannot load packer-dsc itself. Require a plugin built for it, or run the manifest in a powershell step.",
      related: requiredPlugins
        .slice(0, 1)
        .map(({ location }) => ({ message: 'required_plugins is set here.', location })),
    };
  if (packer) return problemOfPacker(packer);
  const where =
    dialect === 'json'
      ? 'A JSON template cannot require plugins'
      : 'No required_plugins block requires a plugin for dsc';
  return {
    severity: 'info',
    message: `${where}, and only Packer 1.5 to 1.6.6 can load packer-dsc. For a newer version, install a plugin built for it, or run the manifest in a powershell step.`,
  };
}

/** Of a template that can not say what it needs: what this Packer has counts. */
function problemOfPacker(packer: PackerInUse): Problem | undefined {
  const { version } = packer;
  if (hasDsc(packer)) return undefined;
  const release = dscWay(version)?.release;
  if (release === undefined)
    return {
      message: `Packer ${version} cannot load packer-dsc, which was built for versions before 1.7${
        packer.plugins ? ', and no other plugin for dsc steps is installed' : ''
      }. Install a plugin built for this version, or run the manifest in a powershell step.`,
    };
  return packer.plugins
    ? {
        message: `Packer ${version} finds no plugin for dsc steps. Install packer-dsc ${release}, or run the manifest in a powershell step.`,
      }
    : undefined;
}

/** The name is that of the component, the source that of the repository; where the latter is not known, it may be. */
const isDsc = ({ name, source }: NonNullable<Template['requiredPlugins']>[number]): boolean =>
  name === 'dsc' || source === undefined || /(?:^|\/)(?:packer-plugin-)?dsc$/i.test(source);
