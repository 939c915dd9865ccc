import assert from 'node:assert/strict';
import type { Span } from '../../../../src/text/span';
import type { Argument, Script } from '../../../../src/syntax/script/tree';
import { assertLinear } from '../../../support/assertLinear';

/** A word as a test writes it: what is dynamic stands between `‹` and `›` as it is written. */
const shown = (argument: Argument | Script['commands'][number]['name'], text: string): string =>
  argument.value ?? `‹${text.slice(argument.span.start, argument.span.end)}›`;

/** Every command as its name and its arguments. */
export const commandsOf = (script: Script, text: string): string[][] =>
  script.commands.map(({ name, args }) => [name, ...args].map((word) => shown(word, text)));

/** Every command's name with what it is nested in: `if/loop name`. */
export const contextsOf = (script: Script, text: string): string[] =>
  script.commands.map(({ name, context }) =>
    `${context.map(({ kind }) => kind).join('/')} ${shown(name, text)}`.trim(),
  );

export interface Case {
  readonly what: string;
  readonly text: string;
  readonly commands: string[][];
  readonly errors?: number;
}

/** One test a row: the text's commands and how many errors it has. */
export function commandTable(parse: (text: string) => Script, cases: readonly Case[]): void {
  for (const { what, text, commands, errors = 0 } of cases)
    it(what, () => {
      const script = parse(text);
      assert.deepEqual(commandsOf(script, text), commands);
      assert.equal(script.problems.length, errors, JSON.stringify(script.problems));
      assertSound(script, text);
    });
}

/** What holds for every script, however broken: spans inside the text, nested right, commands in order. */
function assertSound(script: Script, text: string): void {
  const inside = (span: Span, what: string) =>
    assert.ok(
      span.start >= 0 && span.start <= span.end && span.end <= text.length,
      `${what} ${span.start}..${span.end} of ${text.length}: ${JSON.stringify(text.slice(0, 200))}`,
    );
  const argument = (word: Argument) => {
    inside(word.span, 'argument');
    if (word.content) inside(word.content, 'content');
    if (word.content && word.value !== undefined)
      assert.equal(text.slice(word.content.start, word.content.end), word.value, 'content is the value');
    word.elements?.forEach(argument);
    if (word.parameter?.value) argument(word.parameter.value);
  };
  let before = 0;
  for (const command of script.commands) {
    inside(command.span, 'command');
    inside(command.name.span, 'name');
    assert.ok(command.span.start >= before, 'commands are in source order');
    before = command.span.start;
    assert.ok(command.pipeline.index < command.pipeline.length, 'pipeline');
    command.args.forEach(argument);
    for (const { span, target, body } of command.redirections) {
      inside(span, 'redirection');
      if (target) argument(target);
      if (body) inside(body, 'body');
    }
    for (const context of command.context) {
      inside(context.span, 'context');
      if (context.condition) inside(context.condition, 'condition');
      assert.ok(context.span.start <= command.span.start && command.span.end <= context.span.end, 'nested');
    }
  }
  for (const { span, bodySpan } of script.functions) {
    inside(span, 'function');
    inside(bodySpan, 'body');
  }
  for (const { span, value } of script.assignments) {
    inside(span, 'assignment');
    if (value) argument(value);
  }
  for (const { span, memberSpan, target } of script.invocations)
    [span, memberSpan, target].forEach((place) => inside(place, 'invocation'));
  for (const span of [...script.comments, ...script.problems.map((error) => error.span)])
    inside(span, 'span');
}

/** Numbers from 0 to 1, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/** Tests that no text, however broken, breaks the parser, and that its time grows with the text alone. */
export function hardeningTests(
  parse: (text: string) => Script,
  sample: string,
  tokens: readonly string[],
): void {
  it('reads every beginning of a real script', () => {
    for (let end = 0; end <= sample.length; end++) {
      const text = sample.slice(0, end);
      assertSound(parse(text), text);
    }
  });

  it('reads a real script with a piece taken out', () => {
    for (let start = 0; start < sample.length; start += 3) {
      const text = sample.slice(0, start) + sample.slice(start + 1 + (start % 5));
      assertSound(parse(text), text);
    }
  });

  it('reads random tokens', () => {
    const random = seeded(20);
    for (let round = 0; round < 3000; round++) {
      let text = '';
      for (let length = random() * 40; length > 0; length--)
        text += tokens[Math.floor(random() * tokens.length)];
      assertSound(parse(text), text);
    }
  });

  it('takes time in proportion to hostile text', () => {
    for (const token of [...tokens, ...tokens.map((first, i) => first + tokens[(i * 7 + 3) % tokens.length])])
      assertLinear(
        JSON.stringify(token),
        (length) => token.repeat(Math.ceil(length / token.length)),
        (text) => assert.ok(parse(text).problems.length <= 101),
      );
  });

  it('gives up on deep nesting, and says so', () => {
    for (const opener of ['$(', '(', '{ ', '"$(']) {
      const text = opener.repeat(5000);
      assertSound(parse(text), text);
    }
  });
}
