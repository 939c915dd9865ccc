import type { Provisioner } from '../pipeline/template/template';
import { isTrue, setting } from '../pipeline/value';

/** Steps that upload something into the guest, or run something there, by Packer's connection. */
const inGuest =
  /^(?:shell|powershell|windows-shell|windows-restart|windows-update|file|ansible-local|puppet-(?:masterless|server)|salt-masterless|chef-(?:solo|client)|dsc|converge)$/;

/** Whether a step needs a connection to the guest; what is not known may do without. */
export const needsGuest = ({ type }: Provisioner): boolean => inGuest.test(type);

/** Whether a step is made for a guest that restarts: it waits before it begins, or expects the connection to break. */
export const isReadyForRestart = ({ settings }: Provisioner): boolean =>
  isSet(settings, 'pause_before') || isSet(settings, 'expect_disconnect');

function isSet(settings: Provisioner['settings'], name: string): boolean {
  const value = setting(settings, name);
  if (!value || value.kind === 'null') return false;
  return (value.kind !== 'boolean' && value.kind !== 'string') || isTrue(value) || !isOff(value);
}

const isOff = (value: NonNullable<ReturnType<typeof setting>>): boolean =>
  (value.kind === 'boolean' && !value.value) ||
  (value.kind === 'string' && /^(?:0s?|f|false|)$/i.test(value.text) && !value.partial);
