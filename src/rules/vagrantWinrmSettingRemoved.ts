import type { VagrantProject } from '../pipeline/vagrantProject';
import type { Setting } from '../pipeline/vagrantfile/vagrantfile';
import type { Fix } from './finding';
import type { Rule } from './rule';

/** hashicorp/vagrant plugins/communicators/winrm/config.rb; codepage came last, with 2.2.0. */
const known = new Set([
  'username',
  'password',
  'host',
  'port',
  'guest_port',
  'max_tries',
  'retry_delay',
  'timeout',
  'transport',
  'ssl_peer_verification',
  'execution_time_limit',
  'basic_auth_only',
  'codepage',
]);

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
  severity: 'error',
  summary: 'A Vagrantfile uses a winrm setting that Vagrant does not have.',
  fixable: true,
  *checkVagrantfile(project) {
    const { path } = project.source;
    for (const { settings } of project.vagrantfile.machines)
      for (const setting of settings) {
        const name = /^winrm\.(\w+)$/.exec(setting.path)?.[1];
        if (name === undefined || known.has(name)) continue;
        const right = Object.hasOwn(meant, name) ? meant[name] : undefined;
        yield {
          message: `winrm has no setting '${name}': Vagrant stops with "The following settings shouldn't exist: ${name}".${
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
  return [{ title: `Change to ${right}`, edits: [{ path: source.path, span, newText: right }] }];
}
