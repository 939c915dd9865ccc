import type { BuildChoices } from './buildChoices';
import { build } from './packer';
import type { TemplateTarget } from './packer';

/**
 * A build's command line, to be read and copied: as it is run, with `***` for what is secret.
 * @param platform for whose shell words are quoted
 */
export function commandLine(
  target: TemplateTarget,
  choices: BuildChoices,
  platform: NodeJS.Platform = process.platform,
): string {
  const json = target.dialect === 'json' && choices.secrets.length > 0;
  const { args } = build(target, choices, json ? { secretsFile: '***' } : {});
  const words = ['packer', ...args].map((word) => quoted(word, platform)).join(' ');
  const environment = json ? [] : choices.secrets.map((name) => `PKR_VAR_${name}=***`);
  return [...environment, words].join(' ');
}

function quoted(word: string, platform: NodeJS.Platform): string {
  if (/^[\w@%+=:,./*\\-]+$/.test(word) && (platform === 'win32' || !/[\\*]/.test(word.replaceAll('***', ''))))
    return word;
  return platform === 'win32' ? `"${word.replaceAll('"', '\\"')}"` : `'${word.replaceAll("'", `'\\''`)}'`;
}
