import type { Template } from '../../pipeline/template/template';
import type { Provisioner } from '../../pipeline/template/template';
import { setting } from '../../pipeline/value';
import type { Fix } from '../finding';
import { canWriteTo, insertStep, writerOf } from './templateWriter';

/**
 * Puts a `windows-restart` step behind another step. None where that step is not for all builds: the restart would be
 * for all.
 */
export function restartAfter(template: Template, { settings, override }: Provisioner): Fix[] {
  const { location } = settings;
  const source = template.files.find(({ path }) => path === location.path);
  if (!source || !canWriteTo(source) || override) return [];
  if (setting(settings, 'only') || setting(settings, 'except')) return [];
  if (!/^(\{|provisioner\b)/.test(source.slice(location.span))) return [];
  const edit = insertStep(writerOf(template), source, location, 'windows-restart', {
    restart_timeout: '15m',
  });
  return [{ title: 'Add a windows-restart step after it', edits: [edit] }];
}
