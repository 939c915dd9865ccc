import type { MethodRow } from './row';

/** Methods of .NET, WMI and COM that start a program, or a service that may be any. */
export const startMethods: readonly MethodRow[] = [
  {
    facts: [],
    members: [
      'start',
      'startservice',
      'changestartmode',
      'invokemethod',
      'run',
      'exec',
      'shellexecute',
      'invokeverb',
    ],
    // A stopwatch, a timer and a job start nothing that somebody else has written.
    when: ({ target }, _script, text) => !/watch|timer|\bsw\b/i.test(text.slice(target.start, target.end)),
    runsUnread: true,
    source: 'https://learn.microsoft.com/dotnet/api/system.diagnostics.process.start',
  },
  {
    facts: [],
    members: ['create'],
    when: ({ target }, _script, text) => /win32_process\b/i.test(text.slice(target.start, target.end)),
    runsUnread: true,
    source: 'https://learn.microsoft.com/windows/win32/cimwin32prov/create-method-in-class-win32-process',
  },
];
