import { wrapperVersion } from './dscSource';

/** The folder of our main, below the source. */
export const wrapperFolder = 'boxwright-packer-plugin-dsc';

/** Where sources have their parts, as packer-dsc and its forks do. */
export const provisionerFolder = 'provisioner/dsc';
export const singleMain = 'plugin/provisioner-dsc';

/**
 * A program around the provisioner of a source that says a version: Packer loads none without since 1.11.
 * @param module what go.mod of the source calls it
 */
export const wrapperMain = (module: string): string => `// Written by Boxwright.
package main

import (
	"fmt"
	"os"

	"github.com/hashicorp/packer-plugin-sdk/plugin"
	"github.com/hashicorp/packer-plugin-sdk/version"
	provisioner "${module}/${provisionerFolder}"
)

func main() {
	set := plugin.NewSet()
	set.RegisterProvisioner(plugin.DEFAULT_NAME, new(provisioner.Provisioner))
	set.SetVersion(version.InitializePluginVersion("${wrapperVersion}", ""))
	if err := set.Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
`;

/** What a go.mod says of what it is made for. */
export interface GoModule {
  readonly module: string;
  /** `single`: Packer's own code, up to 1.6; `wrapper`: the plugin SDK. */
  readonly build?: 'single' | 'wrapper';
}

/** @returns undefined for what is no go.mod */
export function readGoModule(text: string): GoModule | undefined {
  const [, module] = /^module\s+"?([\w./~-]+)"?\s*$/m.exec(text) ?? [];
  if (module === undefined) return undefined;
  if (/^[ \t]*(?:require[ \t]+)?github\.com\/hashicorp\/packer-plugin-sdk[ \t]+v/m.test(text))
    return { module, build: 'wrapper' };
  return /^[ \t]*(?:require[ \t]+)?github\.com\/hashicorp\/packer[ \t]+v/m.test(text)
    ? { module, build: 'single' }
    : { module };
}
