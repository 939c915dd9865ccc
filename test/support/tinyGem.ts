import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Builds a Vagrant plugin that does nothing, with the `gem` that comes with the Ruby of Vagrant.
 * @returns the path of the .gem file
 */
export function tinyGem(folder: string, name: string, version: string, more = ''): string {
  mkdirSync(path.join(folder, 'lib'), { recursive: true });
  writeFileSync(path.join(folder, 'LICENSE'), 'Do what you want.\n');
  writeFileSync(
    path.join(folder, 'lib', `${name}.rb`),
    `class Tiny < Vagrant.plugin("2")\n  name "${name}"\nend\n`,
  );
  writeFileSync(
    path.join(folder, 'tiny.gemspec'),
    `Gem::Specification.new do |s|
  s.name = "${name}"
  s.version = "${version}"
  s.summary = "Says \\"hello\\" – no more"
  s.description = "For tests.\\nIt has two lines."
  s.authors = ["Someone", "Someone, else"]
  s.licenses = ["MIT"]
  s.homepage = "https://example.org/${name}"
  s.files = ["lib/${name}.rb", "LICENSE"]
  ${more}
end
`,
  );
  execFileSync('gem', ['build', 'tiny.gemspec'], { cwd: folder, stdio: 'pipe' });
  return path.join(folder, `${name}-${version}.gem`);
}
