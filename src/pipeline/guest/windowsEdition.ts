import type { Build, Template } from '../template/template';
import { setting, strings, text } from '../value';
import { isUnattend } from './isUnattend';

const name = /(^|[^a-z])(nano|core)([^a-z]|$)|\dcore|standardcore|datacentercore/i;

/**
 * Whether a Windows guest is a Server Core or Nano Server, which get by with less memory than one with a desktop. A
 * template says so in names alone: of itself, of its machine, or of the folder of its answer file.
 */
export function isWithoutDesktop(build: Build, template: Template): boolean {
  const { source } = build;
  const answerFiles = ['floppy_files', 'cd_files']
    .flatMap((media) => strings(setting(source, media)).map((value) => value.text))
    .filter(isUnattend);
  const named = [text(source, 'vm_name')?.text ?? '', build.name, template.path.replace(/^.*[\\/]/, '')];
  return [...named, ...answerFiles].some((words) => name.test(words));
}
