import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import { builderOf } from '../pipeline/template/builders/builders';
import { communicatorOf } from '../pipeline/template/communicator';
import type { Build, Template } from '../pipeline/template/template';
import type { Timeline } from '../pipeline/timeline/timeline';
import { setting } from '../pipeline/value';
import type { Value } from '../pipeline/value';
import type { Fix } from './finding';
import { writerOf } from './fixes/templateWriter';
import { writable } from './fixes/writable';
import type { Rule } from './rule';

/** What Packer's own Windows examples use. */
const command = 'shutdown /s /t 10 /f /d p:4:1 /c "Packer Shutdown"';

/**
 * "By default this is an empty string, which tells Packer to just forcefully shut down the machine" (documentation of
 * the builders). Others ask the guest itself to shut down: hyperv by Stop-VM, vsphere by VMware Tools, proxmox
 * by ACPI, xenserver by a clean shutdown.
 */
const cutsPower = (type: string): boolean => builderOf(type)?.ends === 'shutdownCommand';

export const shutdownCommandMissing: Rule = {
  id: 'shutdown-command-missing',
  severity: 'warning',
  category: 'image',
  since: '0.1.0',
  summary: 'Without a shutdown_command, Packer cuts the power of a Windows guest.',
  fixes: ['unsafe'],
  *check({ template, timelines }) {
    for (const timeline of timelines) {
      const { build } = timeline;
      const written = setting(build.source, 'shutdown_command');
      if (!isEmpty(written) || !cutsPower(build.type) || !isWindowsGuest(build)) continue;
      if (goesDownOtherwise(build) || goesDownItself(timeline)) continue;
      yield {
        builds: [build],
        ofBuilder: true,
        message:
          'shutdown_command is not set, so Packer cuts the power at the end of the build: data that Windows has not yet written is lost, and the image may be damaged.',
        location: written?.location ?? build.typeLocation,
        fixes: addCommand(template, build, written),
      };
    }
  },
};

/** Unset, or an empty text at its place; a variable's empty text may be set when Packer runs. */
const isEmpty = (value: Value | undefined): boolean =>
  !value ||
  value.kind === 'null' ||
  (value.kind === 'string' && value.text === '' && !value.partial && !value.definition);

/** A setting that is there may say so, whatever it holds; `false` alone does not. */
const mayBeSet = (value: Value | undefined): boolean =>
  value !== undefined && value.kind !== 'null' && !(value.kind === 'boolean' && !value.value);

function goesDownOtherwise(build: Build): boolean {
  const kind = communicatorOf(build).kind;
  const switches = ['disable_shutdown', 'acpi_shutdown', 'disable_stop_instance'].some((name) =>
    mayBeSet(setting(build.source, name)),
  );
  return switches || (kind !== 'winrm' && kind !== 'ssh');
}

/** A provisioner may be what shuts the guest down. */
const goesDownItself = ({ events }: Timeline): boolean =>
  events.some(
    (event) =>
      event.kind === 'effect' &&
      event.step.phase === 'provision' &&
      ((event.effect.fact.kind === 'reboot' && event.effect.fact.when === 'off') ||
        (event.effect.fact.kind === 'sysprep' && event.effect.fact.then === 'shutdown')),
  );

function addCommand(template: Template, build: Build, written: Value | undefined): Fix[] {
  const title = 'Add a shutdown_command';
  const place = written?.location ?? build.typeLocation;
  const source = writable(template, place);
  if (!source) return [];
  if (written) {
    const isLiteral = /^(""|null)$/.test(source.slice(written.location.span));
    return isLiteral
      ? [{ title, applicability: 'unsafe', edits: [{ ...place, newText: JSON.stringify(command) }] }]
      : [];
  }
  const edit = writerOf(template).addSetting(source, build.source, 'shutdown_command', command);
  return edit ? [{ title, applicability: 'unsafe', edits: [edit] }] : [];
}
