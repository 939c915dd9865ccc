import winrm from '../pipeline/vagrantfile/settings/config/winrm.json';
import type { VagrantProject } from '../pipeline/vagrantProject';
import type { Setting } from '../pipeline/vagrantfile/vagrantfile';
import type { Fix } from './finding';
import type { Rule } from './rule';

/** What people write, and what it is called. */
const meant: Readonly<Record<string, string>> = {
  retry_limit: 'max_tries',
  max_retries: 'max_tries',
  tries: 'max_tries',
  user: 'username',
  boot_timeout: 'timeout',
};

export const vagrantWinrmSettingRemoved: Rule = {
  id: 'vagrant-winrm-setting-removed',
  severity: 'warning',
  category: 'connection',
  since: '0.1.0',
  summary: 'A Vagrantfile uses a winrm setting that Vagrant does not have.',
  tag: 'deprecated',
  fixes: ['safe'],
  *checkVagrantfile(project) {
    const { path } = project.source;
    // This table alone: all of them are large, and only what completes a Vagrantfile needs them.
    const isRefused: boolean = winrm.refusesUnknown;
    for (const { settings } of project.vagrantfile.machines)
      for (const setting of settings) {
        const name = /^winrm\.(\w+)$/.exec(setting.path)?.[1];
        if (name === undefined || Object.hasOwn(winrm.settings, name)) continue;
        const right = Object.hasOwn(meant, name) ? meant[name] : undefined;
        yield {
          ...(isRefused && { severity: 'error' }),
          message: `winrm has no setting '${name}', and Vagrant ${isRefused ? 'refuses' : 'ignores'} it.${
            right === undefined ? '' : ` Use '${right}'.`
          }`,
          location: { path, span: setting.nameSpan },
          fixes: right === undefined ? [] : rename(project, setting, name, right),
        };
      }
  },
};

function rename({ source }: VagrantProject, { nameSpan }: Setting, name: string, right: string): Fix[] {
  const written = source.slice(nameSpan);
  if (!written.endsWith(name)) return [];
  const span = { start: nameSpan.end - name.length, end: nameSpan.end };
  return [
    {
      title: `Change to ${right}`,
      applicability: 'safe',
      edits: [{ path: source.path, span, newText: right }],
    },
  ];
}
