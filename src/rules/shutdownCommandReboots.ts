import { durationOf } from '../pipeline/template/duration';
import type { Build } from '../pipeline/template/template';
import type { ScriptLanguage } from '../syntax/script/tree';
import { isTrue, setting, strings } from '../pipeline/value';
import { changeWord } from './fixes/changeWord';
import type { WrittenWord } from './fixes/changeWord';
import type { Rule } from './rule';

interface Words {
  readonly instead: string;
  /** What is written, to what shall be written. */
  readonly mended: readonly WrittenWord[];
}

const ofWindows: Words = {
  instead: 'shutdown /s',
  mended: [
    { written: /(?<=\s)-[rg](?=[\s/]|$)/i, newText: '-s' },
    { written: /\/[rg](?=[\s/]|$)/i, newText: '/s' },
    { written: /^Restart-Computer\b/i, newText: 'Stop-Computer' },
  ],
};

const systemctl = { behind: /\bsystemctl\b/, written: /(?<=\s)reboot(?=[\s'");]|$)/, newText: 'poweroff' };
const init = { written: /(?<=\binit\s)6(?=[\s'");]|$)/, newText: '0' };

const ofLinux: Words = {
  instead: 'poweroff or shutdown -P now',
  mended: [
    { behind: /\bshutdown\b/, written: /(?<=\s)(?:-r|--reboot)(?=[\s'");]|$)/, newText: '-P' },
    systemctl,
    init,
    { written: /(?<![-\w])reboot(?=[\s'");]|$)(?!\s+-)/, newText: 'poweroff' },
  ],
};

/** There -P is something else, and not each has `poweroff`. */
const ofBsd: Words = {
  instead: 'shutdown -p now',
  mended: [{ behind: /\bshutdown\b/, written: /(?<=\s)-r(?=[\s'");]|$)/, newText: '-p' }],
};

function wordsFor({ name, source }: Build, language: ScriptLanguage): Words {
  if (language !== 'shell') return ofWindows;
  const said = ['guest_os_type', 'iso_url', 'vm_name', 'iso_urls'].flatMap((key) =>
    strings(setting(source, key)).map(({ text }) => text),
  );
  return [name, ...said].some((text) => /bsd/i.test(text)) ? ofBsd : ofLinux;
}

/**
 * Who waits so long may know that a script switches the guest off after the restart, as templates for Nano Server do
 * (mwrock/packer-templates, vbox-nano.json).
 */
const patient = 30 * 60_000;

/**
 * Packer runs `shutdown_command` and then waits for the machine to be off; after `shutdown_timeout` it gives up: "Timeout
 * while waiting for machine to shut down." (step_shutdown.go of the builders for VirtualBox, VMware, QEMU and others).
 */
export const shutdownCommandReboots: Rule = {
  id: 'shutdown-command-reboots',
  severity: 'error',
  category: 'image',
  since: '0.1.0',
  summary: 'The shutdown_command restarts the guest instead of shutting it down.',
  fixes: ['unsafe'],
  *check(pipeline) {
    for (const { build, events } of pipeline.timelines) {
      const timeout = durationOf(setting(build.source, 'shutdown_timeout')) ?? 0;
      if (isTrue(setting(build.source, 'disable_shutdown')) || timeout >= patient) continue;
      for (const event of events) {
        if (event.kind !== 'effect' || event.step.phase !== 'shutdown' || !event.always) continue;
        const { effect, script } = event;
        if (effect.fact.kind !== 'reboot' || effect.fact.when !== 'now') continue;
        const words = wordsFor(build, script.language);
        yield {
          builds: [build],
          message: `'${effect.command}' restarts the guest, but Packer waits for it to shut down until shutdown_timeout ends. Use ${words.instead} instead.`,
          location: effect.location,
          ...(script.path !== undefined && {
            related: [{ message: 'Run by this command.', location: event.step.location }],
          }),
          fixes: changeWord(pipeline, script, effect.span, words.mended, 'unsafe'),
        };
      }
    }
  },
};
