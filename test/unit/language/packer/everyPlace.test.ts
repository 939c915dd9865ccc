import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packerCompletions } from '../../../../src/language/packer/completion/complete';
import { defaultHints } from '../../../../src/language/packer/defaultHints';
import { packerHover } from '../../../../src/language/packer/hover/packerHover';
import { packerLinks } from '../../../../src/language/packer/links';
import {
  definitionsAt,
  highlightsAt,
  referencesAt,
} from '../../../../src/language/packer/navigation/navigate';
import { rename, prepareRename } from '../../../../src/language/packer/navigation/rename';
import { packerFolding } from '../../../../src/language/packer/outline/folding';
import { documentSymbols } from '../../../../src/language/packer/outline/symbols';
import type { PackerPlace } from '../../../../src/language/packer/packerPlace';
import { signatureHelpAt } from '../../../../src/language/packer/signatureHelp';
import { messages } from '../../../support/messages';
import { packerPlace } from '../../../support/packerPlaces';

/** All HCL2 files among the examples and the fixtures of tests. */
const files = ['examples', 'test/fixtures'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(pkr|pkrvars)\.hcl$/.test(name))
    .map((name) => path.join(folder, name)),
);

function askAll(at: PackerPlace): void {
  packerCompletions(at, messages);
  packerHover(at, messages);
  definitionsAt(at);
  referencesAt(at, true);
  highlightsAt(at);
  prepareRename(at, messages);
  rename(at, 'renamed', messages);
  signatureHelpAt(at.source.text, at.offset);
}

/** One that has all that the language has, and mistakes. */
const odd = `packer {
  required_version = ">= 1.7"
  required_plugins { qemu = { source = "github.com/hashicorp/qemu", version = ">= 1" } }
}
variable "a" { type = object({ x = string }), default = { x = "1" } }
locals { b = [for k, v in var.a : upper(v) if k != ""] c = "\${var.a.x}-%{ if true }\${local.b[0]}%{ endif }" }
source "qemu" "x" { dynamic "qemuargs" { for_each = local.b content { key = qemuargs.value } } iso_url = "{{ .Name }}" }
build {
  sources = ["source.qemu.x", source.qemu.
  provisioner "shell" { inline = <<-EOT
    echo \${build.ID} {{ build \`ID\` }}
  EOT
    override = { "qemu.x" = {
  post-processors { post-processor "manifest" { output = "é😀" } }
`;

describe('every place of HCL2 files', () => {
  for (const file of files)
    it(`is asked once for each feature: ${file.replaceAll(path.sep, '/')}`, () => {
      const text = readFileSync(file, 'utf8');
      const name = path.basename(file);
      const more = name.endsWith('.pkrvars.hcl') ? { 'a.pkr.hcl': 'variable "x" {}\n' } : {};
      const at = packerPlace({ [name]: `${text}‸`, ...more });
      for (let offset = 0; offset <= text.length; offset++) askAll({ ...at, offset });
      packerFolding(text);
      documentSymbols(text);
      packerLinks(at);
      defaultHints(at);
    });

  it('is asked in texts that end anywhere, too', () => {
    for (let end = 0; end <= odd.length; end++) {
      const at = packerPlace({ 'a.pkr.hcl': `${odd.slice(0, end)}‸` });
      askAll(at);
      packerFolding(at.source.text);
      documentSymbols(at.source.text);
      packerLinks(at);
      defaultHints(at);
    }
  });
});
