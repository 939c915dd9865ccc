import { stepsOf } from '../pipeline/timeline/courses';
import type { Step, StepScript } from '../pipeline/timeline/timeline';
import { isTrue, setting } from '../pipeline/value';
import type { Fix } from './finding';
import type { Rule } from './rule';

/** Packer takes the carriage returns out of the scripts that `shell` uploads itself, unless `binary` is set. */
export const crlfShellScript: Rule = {
  id: 'crlf-shell-script',
  severity: 'error',
  category: 'files',
  since: '0.1.0',
  summary: 'A shell script with Windows line endings (CRLF) reaches a Linux guest unchanged.',
  fixes: ['safe'],
  *check(pipeline) {
    for (const { step, builds } of stepsOf(pipeline))
      for (const script of unchanged(step)) {
        const { path, text } = script;
        const end = text.text.indexOf('\r\n');
        if (path === undefined || end < 0) continue;
        const first = text.text.lastIndexOf('\n', end - 1) + 1;
        yield {
          builds,
          message:
            'This script reaches the guest with Windows line endings (CRLF): the shell stops with "\\r: command not found" or "bad interpreter". Save it with LF, and add "*.sh text eol=lf" to .gitattributes.',
          location: text.locate({ start: first, end: Math.max(end, first + 1) }),
          related: [{ message: 'The script is used here.', location: script.reference }],
          fixes: withLf(path, text.text),
        };
      }
  },
};

/** The shell scripts of a step that nobody converts: those that others run, and those of a step that is `binary`. */
function* unchanged({ scripts, provisioner }: Step): Generator<StepScript> {
  const binary = provisioner !== undefined && isTrue(setting(provisioner.settings, 'binary'));
  for (const script of scripts) {
    if (script.language === 'shell' && binary) yield script;
    yield* called(script);
  }
}

function* called({ calls }: StepScript): Generator<StepScript> {
  for (const { script } of calls)
    if (script) {
      if (script.language === 'shell') yield script;
      yield* called(script);
    }
}

function withLf(path: string, text: string): Fix[] {
  const edits = [...text.matchAll(/\r\n/g)].map(({ index }) => ({
    path,
    span: { start: index, end: index + 1 },
    newText: '',
  }));
  return [{ title: 'Change line endings to LF', applicability: 'safe', edits }];
}
