// A provisioner that does nothing, for the tests: what Packer loads, installs and removes.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/hashicorp/hcl/v2/hcldec"
	"github.com/hashicorp/packer-plugin-sdk/packer"
	"github.com/hashicorp/packer-plugin-sdk/plugin"
	"github.com/hashicorp/packer-plugin-sdk/version"
)

type provisioner struct{}

func (*provisioner) ConfigSpec() hcldec.ObjectSpec { return hcldec.ObjectSpec{} }
func (*provisioner) Prepare(...interface{}) error  { return nil }
func (*provisioner) Provision(_ context.Context, ui packer.Ui, _ packer.Communicator, _ map[string]interface{}) error {
	ui.Say("Tiny was here.")
	return nil
}

func main() {
	set := plugin.NewSet()
	set.RegisterProvisioner(plugin.DEFAULT_NAME, new(provisioner))
	set.SetVersion(version.InitializePluginVersion("1.2.3", ""))
	if err := set.Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
