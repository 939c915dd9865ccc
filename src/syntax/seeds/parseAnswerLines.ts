import type { InstallerDeed } from './installerDeeds';

/**
 * What the answers of setup-alpine say, a file that the shell reads for its variables.
 * Source: https://gitlab.alpinelinux.org/alpine/alpine-conf/-/blob/master/setup-alpine.in
 */
export function parseSetupAlpine(text: string): InstallerDeed[] {
  const set = new Map<string, { value: string; start: number; end: number }>();
  for (const { index, 0: all, 1: name = '', 2: value = '' } of text.matchAll(
    /^[ \t]*(?:export[ \t]+)?([A-Z]+)=([^\r\n]*)/gm,
  ))
    set.set(name, {
      value: value
        .replace(/^["']/, '')
        .replace(/["'].*/s, '')
        .trim(),
      start: index,
      end: index + all.length,
    });
  const deed = (
    name: string,
    make: (value: string, last: string) => InstallerDeed | undefined,
  ): InstallerDeed[] => {
    const found = set.get(name);
    const words = found?.value.split(/\s+/).filter(Boolean) ?? [];
    const made = found && words.length ? make(found.value, words.at(-1) ?? '') : undefined;
    return made ? [made] : [];
  };
  const spanOf = (name: string) => {
    const { start = 0, end = 0 } = set.get(name) ?? {};
    return { start, end };
  };
  return [
    ...deed('USEROPTS', (value, last) =>
      /^(?:none|no)$/.test(value) || last.startsWith('-')
        ? undefined
        : { kind: 'account', name: last, span: spanOf('USEROPTS') },
    ),
    ...deed('SSHDOPTS', (_, last) =>
      last === 'none' ? undefined : { kind: 'services', names: [last], span: spanOf('SSHDOPTS') },
    ),
    ...deed('NTPOPTS', (_, last) =>
      last === 'none' ? undefined : { kind: 'services', names: [last], span: spanOf('NTPOPTS') },
    ),
  ];
}

/**
 * What the answers to OpenBSD's installer say: a question and its answer a line, of the question any stretch.
 * Source: https://man.openbsd.org/autoinstall.8
 */
export function parseOpenbsdAnswers(text: string): InstallerDeed[] {
  const answers: { question: string; answer: string; start: number; end: number }[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const at = line.indexOf('=');
    if (at > 0 && !line.startsWith('#'))
      answers.push({
        question: line.slice(0, at).trim().toLowerCase(),
        answer: line.slice(at + 1).trim(),
        start,
        end: start + line.length,
      });
    start += line.length + 1;
  }
  return answers.flatMap(({ question, answer, start, end }): InstallerDeed[] => {
    const span = { start, end };
    if (question.startsWith('setup a user') && answer && !/^no$/i.test(answer))
      return [{ kind: 'account', name: answer, span }];
    if (/^set name\(?s\)?|^set names/.test(question) && answer)
      return [{ kind: 'packages', names: answer.split(/\s+/), span }];
    if (question.includes('sshd') && /^y/i.test(answer)) return [{ kind: 'services', names: ['sshd'], span }];
    return [];
  });
}
