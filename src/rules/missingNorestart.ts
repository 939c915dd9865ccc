import type { Pipeline } from '../pipeline/pipeline';
import { setting } from '../pipeline/value';
import { runBy } from './eventNames';
import type { Fix, Severity } from './finding';
import { editScript } from './fixes/changeWord';
import type { Rule } from './rule';
import { onceEach, stepsAfter } from './steps';
import type { Occurrence } from './steps';

/**
 * Windows Installer "restarts the computer whenever necessary without any prompt" when it is quiet
 * (learn.microsoft.com: Standard Installer command-line options); wusa, DISM and its commands in PowerShell alike.
 */
export const missingNorestart: Rule = {
  id: 'missing-norestart',
  severity: 'warning',
  category: 'restarts',
  since: '0.1.0',
  summary: 'An installer in a provisioner may restart the guest on its own.',
  fixes: ['unsafe'],
  check: (pipeline) =>
    // What Boxstarter restarts has a rule of its own; so has what happens before Packer's steps.
    onceEach(
      pipeline,
      (fact, { type }, { language }) =>
        fact.kind === 'reboot' &&
        fact.when === 'maybe' &&
        !fact.by &&
        language !== 'shell' &&
        type !== 'windows-restart',
      (found) => {
        const { effect, script } = found;
        const { fact } = effect;
        if (fact.kind !== 'reboot' || fact.preventedBy === undefined) return undefined;
        return {
          severity: severityOf(pipeline, found),
          message: `'${effect.command}' may restart the guest while Packer is connected. Add ${fact.preventedBy}, and restart with a windows-restart step.`,
          location: effect.location,
          related: runBy(script),
          fixes: addSwitch(pipeline, found, fact.preventedBy),
        };
      },
    ),
};

/** Packages that replace no file in use, and so ask for no restart. */
const harmless =
  /\b(?:7-?zi?p?|puppet|chef|cinc|salt|git|python|node|awscli|azure-?cli|amazon|jdk|jre|go1|ruby|cmake|firefox|chrome|powershell|pwsh)/i;

/** What Windows itself installs or updates; other installers rarely ask for a restart. */
const ofWindows = /\b(?:msiexec|wusa|dism|-?Windows(?:OptionalFeature|Package)|WindowsUpdate)\b/i;

function severityOf(pipeline: Pipeline, found: Occurrence): Severity {
  const command = textOf(found);
  if (!ofWindows.test(command)) return 'info';
  if (/msiexec/i.test(command) && harmless.test(command)) return 'info';
  return found.last && isExpected(pipeline, found) ? 'info' : 'warning';
}

const textOf = ({ script, effect: { span } }: Occurrence): string =>
  script.text.text.slice(span.start, span.end);

/** Whether the next step copes with a guest that restarts. */
const isExpected = (pipeline: Pipeline, { step }: Occurrence): boolean =>
  stepsAfter(pipeline, step).every((next) => {
    const provisioner = next?.provisioner;
    return (
      provisioner !== undefined &&
      (provisioner.type === 'windows-restart' || setting(provisioner.settings, 'pause_before') !== undefined)
    );
  });

/** The program itself, with its arguments behind it; not one that another command is told to start. */
const takesSwitch =
  /^(?:(?:&|call)\s*)?["']?(?:[\w:%$.{}()\\/-]*[\\/])?(?:msiexec|wusa|dism)(?:\.exe)?["']?\s|^(?:Enable|Disable)-WindowsOptionalFeature\s|^(?:Add|Remove)-WindowsPackage\s/i;

function addSwitch(pipeline: Pipeline, found: Occurrence, added: string): Fix[] {
  const text = textOf(found);
  // Behind a line that ends in a character of continuation there is no place.
  if (!takesSwitch.test(text) || /[\^`]$/.test(text)) return [];
  const { script, effect } = found;
  const { end } = effect.span;
  const tail = text.split(/\s+/).at(-1) ?? '';
  const edit = editScript(pipeline, script, { start: end - tail.length, end }, `${tail} ${added}`);
  return edit ? [{ title: `Add ${added}`, applicability: 'unsafe', edits: [edit] }] : [];
}
