import { maskSecrets } from '../pipeline/effects/maskSecrets';
import type { Step } from '../pipeline/timeline/timeline';
import { isTrue, numberOf, setting, strings } from '../pipeline/value';

/** What a row of a provisioner shows besides its name: the first of its own lines, and how it deals with restarts and failures. */
export function stepDetails({ provisioner, scripts }: Step): { first?: string; more?: string } {
  if (!provisioner) return {};
  const { settings } = provisioner;
  const written = scripts.find(({ path }) => path === undefined)?.text.text ?? '';
  const [first] = written
    .split('\n')
    .filter((line) => /^\s*[^\s#]/.test(line) && !/^\s*set\s+[-+]/.test(line));
  const pause = strings(setting(settings, 'pause_before'))[0]?.text;
  const retries = numberOf(setting(settings, 'max_retries')) ?? 0;
  const more = [
    ...(pause ? [`waits ${pause} first`] : []),
    ...(isTrue(setting(settings, 'expect_disconnect')) ? ['may disconnect'] : []),
    ...(retries > 0 ? [retries === 1 ? '1 retry' : `${retries} retries`] : []),
  ];
  return {
    ...(first !== undefined && { first: maskSecrets(first.trim()) }),
    ...(more.length && { more: more.join(', ') }),
  };
}
