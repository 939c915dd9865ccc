import type { AnswerCommand } from '../pipeline/answerFile/answerFile';
import { answerFilesOf } from './answerFiles';
import type { Fix } from './finding';
import type { Rule } from './rule';

/** A command line that begins with a package, and what follows it. */
const direct = /^("[^"]+\.msi"|[^\s"]+\.msi)(?=\s|$)(.*)$/is;

export const msiCalledDirectly: Rule = {
  id: 'msi-called-directly',
  severity: 'warning',
  category: 'installation',
  since: '0.1.0',
  summary: 'An answer file runs an .msi package as if it were a program.',
  fixes: ['safe', 'unsafe'],
  *check(pipeline) {
    for (const { file, builds } of answerFilesOf(pipeline))
      for (const { command } of file.commands) {
        const [, path, options = ''] = direct.exec(command?.text ?? '') ?? [];
        if (!command || path === undefined) continue;
        yield {
          builds,
          message:
            'An .msi package is not a program: Windows cannot start this command, or opens the installer and waits. Start it with msiexec /i.',
          location: command.locate({ start: 0, end: path.length }),
          fixes: throughMsiexec(command, options),
        };
      }
  },
};

/** Writes around the package, so that what is escaped in it stays so. */
function throughMsiexec(command: NonNullable<AnswerCommand['command']>, options: string): Fix[] {
  const { length } = command.text;
  const more = [
    ...(/(^|\s)[-/](q\w?|quiet|passive)(?=\s|[-+!]|$)/i.test(options) ? [] : ['/qn']),
    ...(/(^|\s)[-/]((no|prompt|force)restart)(?=\s|$)|REBOOT=/i.test(options) ? [] : ['/norestart']),
  ];
  const edits = [{ ...command.locate({ start: 0, end: 0 }), newText: 'msiexec /i ' }];
  if (more.length)
    edits.push({ ...command.locate({ start: length, end: length }), newText: ` ${more.join(' ')}` });
  // How it installs is said in the command, or by us.
  const applicability = more.length ? 'unsafe' : 'safe';
  return [{ title: 'Install it with msiexec', applicability, edits }];
}
