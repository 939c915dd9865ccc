import type { FileSource } from '../../text/fileSource';
import { wholeFile } from '../../text/embeddedText';
import type { EmbeddedText } from '../../text/embeddedText';
import type { Span } from '../../text/span';
import type { Location } from '../../text/location';
import type { ScriptLanguage } from '../../syntax/script/tree';
import { parseCloudConfig } from '../../syntax/userData/parseCloudConfig';
import { partText } from '../../syntax/userData/userData';
import type { AnswerCommand, AnswerFile } from '../answerFile/answerFile';
import { answerFileOf } from '../template/media';
import type { BootScript, Media } from '../template/media';
import type { ScriptReader } from './scriptReader';
import { foreignScript, nothing, unreadStep } from './unread';
import type { Phase, Step, StepScript } from './timeline';

/** What runs in the guest before Packer connects. */
export interface Bootstrap {
  readonly steps: readonly Step[];
  /** Undefined where there is none, or it can't be read. */
  readonly answerFile: AnswerFile | undefined;
  /** Whether there is one that can't be read. */
  readonly isUnread: boolean;
}

/** The passes of Setup that run in an installation, by the phase that they are part of. */
const phases: Readonly<Record<string, Phase | undefined>> = {
  windowsPE: 'windowsPE',
  specialize: 'specialize',
  auditUser: 'specialize',
  oobeSystem: 'firstLogon',
};

/**
 * @param open reads an answer file; undefined where it can't
 * @param given the answer file that Windows Setup gets; else the one that the media have by its name
 */
export function readBootstrap(
  media: Media,
  reader: ScriptReader,
  files: FileSource,
  open: (path: string) => AnswerFile | undefined,
  given?: string,
): Bootstrap {
  const found = given === undefined ? answerFileOf(media) : { path: given };
  // One that stands in the template has no file of its own, to which its places could lead.
  const answerFile = found && found !== 'unknown' && 'path' in found ? open(found.path) : undefined;
  return {
    answerFile,
    isUnread:
      found !== undefined &&
      found !== 'unknown' &&
      'path' in found &&
      files.whyUnread(found.path) !== undefined,
    steps: [
      // Windows Setup does not take such a file at all, and what can be read of it may belong elsewhere.
      ...tornPlaces(answerFile).map((location) => unreadStep('windowsPE', location)),
      ...(answerFile?.commands ?? []).flatMap((command) => answerStep(command, reader)),
      ...media.bootScripts.flatMap((script) => bootSteps(script, reader, files)),
    ],
  };
}

/** Where a tag of the answer file has no other half: the first of such places, if there is one. */
function tornPlaces(answerFile: AnswerFile | undefined): Location[] {
  const torn = answerFile?.problems.find(({ spreads }) => spreads);
  return answerFile && torn ? [{ path: answerFile.path, span: torn.span }] : [];
}

function answerStep({ pass, list, order, command, location }: AnswerCommand, reader: ScriptReader): Step[] {
  const phase = phases[pass];
  if (!phase || !command?.text) return [];
  return [
    {
      phase,
      label: reader.label(command.text),
      location,
      ...(order?.value !== undefined && { order: order.value }),
      inOrder: list === 'FirstLogonCommands' || list === 'RunSynchronous',
      // Windows starts the command as it stands; a command line of cmd comes nearest to that.
      scripts: [
        reader.read('batch', command, undefined, command.locate({ start: 0, end: command.text.length })),
      ],
    },
  ];
}

/** The languages of scripts in the metadata of Google's cloud, by the end of their keys, and of Azure's command line. */
const metadataLanguages: readonly (readonly [RegExp, ScriptLanguage])[] = [
  [/-(ps1|url)$/i, 'powershell'],
  [/-(cmd|bat)$/i, 'batch'],
  [/^startup-script/i, 'shell'],
  [/^custom_script$/i, 'batch'],
];

function bootSteps({ name, location, file }: BootScript, reader: ScriptReader, files: FileSource): Step[] {
  const text = textOf(file, files);
  if (!text && (file === 'unknown' || 'content' in file || !files.whyUnread(file.path))) return [];
  const step = (scripts: Step['scripts']): Step => ({
    phase: 'userData',
    label: name,
    location,
    inOrder: true,
    scripts,
  });
  const path = file !== 'unknown' && 'path' in file ? file.path : undefined;
  if (!text) return [step([foreignScript(nothing(location), path, name, location)])];
  const language = metadataLanguages.find(([pattern]) => pattern.test(name))?.[1];
  if (language) return [step([reader.read(language, text, path, location)])];
  const { parts, powerState, rebootIfRequired } = parseCloudConfig(text.text);
  const scripts = parts.map((part) => reader.read(part.language, partText(text, part), path, location));
  // Both come when all else is done, and are called like commands that do the same.
  const word = (span: Span): StepScript => reader.read('shell', stretchOf(text, span), path, location);
  return [
    step([...scripts, ...(rebootIfRequired ? [word(rebootIfRequired)] : [])]),
    ...(powerState
      ? [
          {
            ...step([word(powerState.span)]),
            label: 'power_state',
            ...(powerState.perhaps && { perhaps: true as const }),
          },
        ]
      : []),
  ];
}

const stretchOf = (outer: EmbeddedText, { start, end }: Span): EmbeddedText => ({
  text: outer.text.slice(start, end).replace(/["']/g, ' '),
  locate: (span) => outer.locate({ start: start + span.start, end: start + span.end }),
});

function textOf(file: BootScript['file'], files: FileSource): EmbeddedText | undefined {
  if (file === 'unknown') return undefined;
  if ('content' in file) return file.content;
  const text = files.read(file.path);
  return text === undefined ? undefined : wholeFile(file.path, text);
}
