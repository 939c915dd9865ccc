import type { FileSource } from '../../text/fileSource';
import { SourceText } from '../../text/sourceText';
import { wholeFile } from '../../text/embeddedText';
import type { EmbeddedText } from '../../text/embeddedText';
import type { ScriptLanguage } from '../../syntax/script/tree';
import { parseCloudConfig } from '../../syntax/userData/parseCloudConfig';
import { partText } from '../../syntax/userData/userData';
import type { AnswerCommand, AnswerFile } from '../answerFile/answerFile';
import { readAnswerFile } from '../answerFile/readAnswerFile';
import { answerFileOf } from '../template/media';
import type { BootScript, Media } from '../template/media';
import { maskSecrets } from '../effects/maskSecrets';
import type { ScriptReader } from './scriptReader';
import type { Phase, Step } from './timeline';

/** What runs in the guest before Packer connects. */
export interface Bootstrap {
  readonly steps: readonly Step[];
  /** Undefined where there is none, or it can't be read. */
  readonly answerFile: AnswerFile | undefined;
}

/** The passes of Setup that run in an installation, by the phase that they are part of. */
const phases: Readonly<Record<string, Phase | undefined>> = {
  windowsPE: 'windowsPE',
  specialize: 'specialize',
  auditUser: 'specialize',
  oobeSystem: 'firstLogon',
};

export function readBootstrap(media: Media, reader: ScriptReader, files: FileSource): Bootstrap {
  const answerFile = openAnswerFile(media, files);
  return {
    answerFile,
    steps: [
      ...(answerFile?.commands ?? []).flatMap((command) => answerStep(command, reader)),
      ...media.bootScripts.flatMap((script) => bootSteps(script, reader, files)),
    ],
  };
}

function openAnswerFile(media: Media, files: FileSource): AnswerFile | undefined {
  const found = answerFileOf(media);
  // One that stands in the template has no file of its own, to which its places could lead.
  if (!found || found === 'unknown' || 'content' in found) return undefined;
  const text = files.read(found.path);
  return text === undefined ? undefined : readAnswerFile(new SourceText(found.path, text));
}

function answerStep({ pass, list, order, command, location }: AnswerCommand, reader: ScriptReader): Step[] {
  const phase = phases[pass];
  if (!phase || !command?.text) return [];
  return [
    {
      phase,
      label: maskSecrets(command.text),
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

/** The languages of scripts in the metadata of Google's cloud, by the end of their keys. */
const metadataLanguages: readonly (readonly [RegExp, ScriptLanguage])[] = [
  [/-(ps1|url)$/i, 'powershell'],
  [/-(cmd|bat)$/i, 'batch'],
  [/^startup-script/i, 'shell'],
];

function bootSteps({ name, location, file }: BootScript, reader: ScriptReader, files: FileSource): Step[] {
  const text = textOf(file, files);
  if (!text) return [];
  const step = (scripts: Step['scripts']): Step => ({
    phase: 'userData',
    label: name,
    location,
    inOrder: true,
    scripts,
  });
  const path = file !== 'unknown' && 'path' in file ? file.path : undefined;
  const language = metadataLanguages.find(([pattern]) => pattern.test(name))?.[1];
  if (language) return [step([reader.read(language, text, path, location)])];
  const scripts = parseCloudConfig(text.text).parts.map((part) =>
    reader.read(part.language, partText(text, part), path, location),
  );
  return [step(scripts)];
}

function textOf(file: BootScript['file'], files: FileSource): EmbeddedText | undefined {
  if (file === 'unknown') return undefined;
  if ('content' in file) return file.content;
  const text = files.read(file.path);
  return text === undefined ? undefined : wholeFile(file.path, text);
}
