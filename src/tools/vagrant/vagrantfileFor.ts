import type { Box } from './readBoxes';

/** A Vagrantfile with one machine that is made from a box. */
export const vagrantfileFor = ({
  name,
  version,
  fromCatalog,
}: Pick<Box, 'name' | 'version' | 'fromCatalog'>): string =>
  [
    'Vagrant.configure("2") do |config|',
    `  config.vm.box = ${quoted(name)}`,
    // A box that was added from a file has no version that a catalog knows.
    ...(fromCatalog ? [`  config.vm.box_version = ${quoted(version)}`] : []),
    'end',
    '',
  ].join('\n');

/** A string of Ruby in which nothing is evaluated. */
const quoted = (text: string): string =>
  /[#"\\]/.test(text) ? `'${text.replace(/[\\']/g, '\\$&')}'` : `"${text}"`;
