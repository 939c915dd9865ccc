import type { BuildChoices } from './buildChoices';
import { registryEnvironment } from './choiceArguments';
import { build, buildStepByStep } from './packer';
import type { TemplateTarget } from './packer';

/** How a command line is shown. */
interface CommandLineOptions {
  /** Of a build that waits before each step. */
  readonly stepByStep?: boolean;
  /** For whose shell words are quoted. */
  readonly platform?: NodeJS.Platform;
}

/** A build's command line, to be read and copied: as it is run, with `***` for what is secret. */
export function commandLine(
  target: TemplateTarget,
  choices: BuildChoices,
  { stepByStep = false, platform = process.platform }: CommandLineOptions = {},
): string {
  const json = target.dialect === 'json' && choices.secrets.length > 0;
  const { args } = (stepByStep ? buildStepByStep : build)(
    target,
    choices,
    json ? { secretsFile: '***' } : {},
  );
  const words = ['packer', ...args].map((word) => quoted(word, platform)).join(' ');
  const environment = [
    ...Object.entries(registryEnvironment(choices)).map(([name, value]) => `${name}=${value}`),
    ...(json ? [] : choices.secrets.map((name) => `PKR_VAR_${name}=***`)),
  ];
  return [...environment, words].join(' ');
}

function quoted(word: string, platform: NodeJS.Platform): string {
  if (/^[\w@%+=:,./*\\-]+$/.test(word) && (platform === 'win32' || !/[\\*]/.test(word.replaceAll('***', ''))))
    return word;
  return platform === 'win32' ? `"${word.replaceAll('"', '\\"')}"` : `'${word.replaceAll("'", `'\\''`)}'`;
}
