import { readEffects } from '../../../pipeline/effects/readEffects';
import { candidateFolders } from '../../../pipeline/paths/baseFolder';
import type { Pipeline } from '../../../pipeline/pipeline';
import type { Provisioner } from '../../../pipeline/template/template';
import { hostFile } from '../../../pipeline/timeline/provisionSteps';
import { wholeFile } from '../../../text/embeddedText';
import type { SourceText } from '../../../text/sourceText';
import { contentWriterOf } from './content';
import type { Content } from './content';
import { dscPlan } from './dscPlan';
import { DscReader } from './dscReader';
import { applyLines, prepareLines } from './dscScript';
import type { NewStep, NewValue, Selection } from './steps';

type Settings = NewStep['settings'];

/** packer-dsc takes both for success. */
const exitCodes: Settings = [['valid_exit_codes', { kind: 'written', text: '[0, 2]' }]];

/**
 * The core provisioners that do what a `dsc` step does.
 * @param note is told what is not quite the same
 * @param selection the builds in which they run, in place of what the step says itself
 * @throws Unconvertible
 */
export function coreSteps(
  pipeline: Pipeline,
  source: SourceText,
  step: Provisioner,
  note: (text: string) => void,
  selection: Selection | undefined,
): NewStep[] {
  const { template } = pipeline;
  const writer = contentWriterOf(template.dialect);
  const reader = new DscReader(template, source, step, writer, note);
  const { preparation, uploads, run, remove, todos } = dscPlan(reader, writer, note);
  const chosen = selectionSettings(reader, selection);
  const text = (content: Content): NewValue => ({ kind: 'text', content });
  const plain = (type: string, settings: Settings): NewStep => ({
    type,
    comments: [],
    settings: [...chosen, ...settings],
  });
  /** @param byHand stands above the step, or in its script: JSON has no comments */
  const powershell = (
    settings: Settings,
    lines: readonly Content[],
    byHand: readonly string[] = [],
  ): NewStep => {
    const todos = byHand.map((todo) => `TODO: ${todo}`);
    const [above, within] = template.dialect === 'hcl2' ? [todos, []] : [[], todos];
    const all = [...within.map((todo) => writer.literal(`# ${todo}`)), ...lines];
    return {
      ...plain('powershell', [...settings, ['inline', { kind: 'lines', lines: all }]]),
      comments: above.map((todo) => `${reader.commentMark} ${todo}`),
    };
  };
  // What was said of the step as a whole is said of the one that does the work.
  const ofWork: Settings = [
    ...['name', 'timeout', 'max_retries', 'continue_on_error'].flatMap((name) => reader.asWritten(name)),
    ...(run.ignoresFailure ? [] : exitCodes),
  ];
  const apply = (removed: Content | undefined, byHand?: readonly string[]) =>
    powershell(ofWork, applyLines(writer, run, removed), byHand);
  const manifest = reader.has('mof_path') ? undefined : reader.known('manifest_file');
  return [
    powershell(reader.asWritten('pause_before'), prepareLines(writer, preparation), todos.prepare),
    ...uploads.map(({ from, to }) =>
      plain('file', [
        ['source', text(from)],
        ['destination', text(to)],
      ]),
    ),
    ...(mayRestart(pipeline, step, manifest)
      ? [
          apply(undefined, todos.apply),
          plain('windows-restart', [['restart_timeout', text(writer.literal('15m'))]]),
          // DSC goes on where it stopped.
          apply(remove),
        ]
      : [apply(remove, todos.apply)]),
  ];
}

function selectionSettings(
  reader: DscReader,
  selection: Selection | undefined,
): (readonly [string, NewValue])[] {
  if (!selection) return [...reader.asWritten('only'), ...reader.asWritten('except')];
  const builds = selection.builds.map((build) => JSON.stringify(build)).join(', ');
  return [[selection.setting, { kind: 'written', text: `[${builds}]` }]];
}

/** Whether DSC may ask for a restart, as far as the manifest tells, and no restart follows the step already. */
function mayRestart(
  { template, baseFolder, files }: Pipeline,
  step: Provisioner,
  manifest: string | undefined,
) {
  const path = hostFile(manifest, [baseFolder, ...candidateFolders(template, files)], files);
  const script = path === undefined ? undefined : files.read(path);
  if (path === undefined || script === undefined) return false;
  const asks = readEffects('powershell', wholeFile(path, script)).some(
    ({ fact }) => fact.kind === 'reboot' && fact.by === 'dsc',
  );
  const followed = template.builds.every(({ provisioners }) => {
    const at = provisioners.findIndex(({ settings }) => settings.location === step.settings.location);
    return at < 0 || provisioners[at + 1]?.type === 'windows-restart';
  });
  return asks && !followed;
}
