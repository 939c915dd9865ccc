import type { Template } from '../../pipeline/template/template';
import type { Provisioner } from '../../pipeline/template/template';
import { setting } from '../../pipeline/value';
import type { Fix } from '../finding';
import { insertStep, writerOf } from './templateWriter';
import { windowsRestart } from './windowsRestart';
import { writable } from './writable';

/**
 * Puts a `windows-restart` step behind another step. None where that step is not for all builds: the restart would be
 * for all.
 */
export function restartAfter(template: Template, { settings, override }: Provisioner): Fix[] {
  const { location } = settings;
  const source = writable(template, location);
  if (!source || override) return [];
  if (setting(settings, 'only') || setting(settings, 'except')) return [];
  if (!/^(\{|provisioner\b)/.test(source.slice(location.span))) return [];
  const edit = insertStep(writerOf(template), source, location, ...windowsRestart);
  return [{ title: 'Add a windows-restart step after it', applicability: 'unsafe', edits: [edit] }];
}
