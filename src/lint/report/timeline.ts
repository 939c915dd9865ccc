import { styleText } from 'node:util';
import type { Effect } from '../../pipeline/effects/readEffects';
import type { Fact } from '../../pipeline/effects/fact';
import type { Call, Phase, Step, StepScript, TakeOver, Timeline } from '../../pipeline/timeline/timeline';
import { placer } from './report';
import type { Place, ReportInput } from './report';

type Input = Pick<ReportInput, 'sources' | 'cwd'>;

const phaseNames: Readonly<Record<Phase, string>> = {
  windowsPE: 'Windows Setup (windowsPE)',
  specialize: 'Windows Setup (specialize)',
  firstLogon: 'First logon',
  userData: 'First start in the cloud (user data)',
  provision: 'Provisioners',
  shutdown: 'Shutdown',
  postProcess: 'Post-processors',
};

/** The timelines for people: what runs, in order, what it does to the build, and where Packer connects. */
export function timelineText(timelines: readonly Timeline[], input: Input, colour: boolean): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    colour ? styleText(style, text) : text;
  const place = placer(input);
  const lines: string[] = [];
  const mark = (text: string) => lines.push(paint(['bold', 'cyan'], `  --- ${text} ---`));
  for (const { build, steps, takeOver } of timelines) {
    lines.push(paint('bold', `${build.name} (${build.type})`));
    const connects = connectsBefore(steps, takeOver);
    let phase: Phase | undefined;
    for (const [index, step] of steps.entries()) {
      if (index === connects) mark(describeTakeOver(takeOver));
      if (step.phase !== phase) lines.push(`  ${phaseNames[(phase = step.phase)]}`);
      const order = step.order === undefined ? '' : `Order ${step.order}  `;
      lines.push(`    ${order}${shorten(step.label)}  ${paint('gray', at(place(step.location)))}`);
      for (const script of step.scripts) writeScript(script, '      ');
      if (takeOver.kind === 'after' && takeOver.event.step === step) mark(describeTakeOver(takeOver));
    }
    if (connects === steps.length) mark(describeTakeOver(takeOver));
    lines.push('');
  }
  return `${lines.join('\n')}\n`;

  function writeScript(script: StepScript, indent: string): void {
    const items: [number, () => void][] = [
      ...byCommand(script.effects).map(([first, ...others]): [number, () => void] => [
        first.span.start,
        () => {
          const facts = [first, ...others].map(({ fact }) => describeFact(fact)).join(', ');
          const perhaps = first.always ? '' : ' (perhaps)';
          lines.push(`${indent}${paint('yellow', facts)}${perhaps}  ${paint('gray', first.command)}`);
        },
      ]),
      ...script.calls.map((call): [number, () => void] => [call.offset, () => writeCall(call, indent)]),
    ];
    for (const [, write] of items.sort(([a], [b]) => a - b)) write();
  }

  function writeCall(call: Call, indent: string): void {
    const state = call.script ? '' : call.missing ? ' (not on the medium)' : ' (not read)';
    const what = call.name ?? 'something that only the build knows';
    const line = `${indent}runs ${what}${state}${call.always ? '' : ' (perhaps)'}`;
    // A loop over scripts calls the same unknown again and again.
    if (lines.at(-1) !== line) lines.push(line);
    if (call.script) writeScript(call.script, `${indent}  `);
  }
}

/** The timelines for programs. `version` counts its incompatible changes. */
export function timelineJson(timelines: readonly Timeline[], input: Input): string {
  const place = placer(input);
  const script = ({ language, path, effects, calls }: StepScript): unknown => ({
    language,
    ...(path !== undefined && { file: place({ path, span: { start: 0, end: 0 } }).file }),
    effects: effects.map(({ fact, always, command, location }) => ({
      ...fact,
      always,
      command,
      ...place(location),
    })),
    calls: calls.map(({ name, always, missing, location, script: called }) => ({
      ...(name !== undefined && { name }),
      always,
      missing,
      ...place(location),
      ...(called && { script: script(called) }),
    })),
  });
  const report = {
    version: 1,
    builds: timelines.map(({ build, steps, takeOver }) => ({
      name: build.name,
      type: build.type,
      takeOver: {
        kind: takeOver.kind,
        message: describeTakeOver(takeOver),
        ...(takeOver.kind === 'after' && {
          certain: takeOver.certain,
          step: steps.indexOf(takeOver.event.step),
          ...place(takeOver.event.effect.location),
        }),
      },
      steps: steps.map(({ phase, label, order, location, scripts }) => ({
        phase,
        label,
        ...(order !== undefined && { order }),
        ...place(location),
        scripts: scripts.map(script),
      })),
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** What one command does, together. */
function byCommand(effects: readonly Effect[]): [Effect, ...Effect[]][] {
  const groups = new Map<number, [Effect, ...Effect[]]>();
  for (const effect of effects) {
    const group = groups.get(effect.span.start);
    if (group) group.push(effect);
    else groups.set(effect.span.start, [effect]);
  }
  return [...groups.values()];
}

/** The step before which the mark stands, where no step of the bootstrap opens the way. */
function connectsBefore(steps: readonly Step[], { kind }: TakeOver): number {
  if (kind === 'after') return -1;
  const first = steps.findIndex(
    ({ phase }) => phase === 'provision' || phase === 'shutdown' || phase === 'postProcess',
  );
  return first < 0 ? steps.length : first;
}

/** In a few words, as it stands between two steps. */
export function describeTakeOver(takeOver: TakeOver): string {
  switch (takeOver.kind) {
    case 'after': {
      const { route, certain } = takeOver;
      const way = route.kind === 'ssh' ? 'SSH' : `WinRM, port ${route.port}`;
      return `Packer ${certain ? 'connects' : 'probably connects'} here (${way})`;
    }
    case 'start':
      return 'Packer connects as soon as the guest answers';
    case 'never':
      return `Packer never connects: nothing opens ${takeOver.missing.join(', ')}`;
    case 'unknown':
      return `Where Packer connects is not known. ${takeOver.why}`;
    case 'none':
      return 'Packer does not connect (communicator "none")';
  }
}

const partNames = {
  service: 'the WinRM service',
  startup: 'the start of the WinRM service',
  listener: 'a WinRM listener',
  firewall: 'the firewall, port',
  basic: 'Basic authentication',
  unencrypted: 'unencrypted messages',
  filter: 'the way past the firewall',
  network: 'the private network profile',
  link: 'the network adapter',
  psremoting: 'PowerShell remoting',
  sshd: 'SSH',
  sshdStartup: 'the start of the SSH server',
  sshdInstalled: 'the SSH server (installed)',
} as const;

/** What a command does, in a few words. */
export function describeFact(fact: Fact): string {
  switch (fact.kind) {
    case 'reboot':
      return {
        now: 'restarts',
        maybe: 'may restart',
        pending: 'leaves a restart pending',
        off: 'shuts down',
      }[fact.when];
    case 'remote':
      return `${fact.opens ? 'opens' : 'closes'} ${partNames[fact.part]}${fact.port === undefined ? '' : ` ${fact.port}`}`;
    case 'sysprep':
      return `runs Sysprep, then ${fact.then}`;
    default:
      return plainNames[fact.kind];
  }
}

const plainNames = {
  updates: 'installs updates',
  installs: 'installs software',
  boxstarter: 'runs Boxstarter',
  dsc: 'applies DSC',
  dscSettings: "sets up DSC's engine",
  resumes: 'arranges to go on after a restart',
  wmic: 'uses wmic',
  imageState: 'waits for Sysprep',
  skipsMemoryCheck: "turns off Setup's look at the memory",
  selfSignedCertificate: 'makes a self-signed certificate',
  certificate: 'brings a certificate',
  setContentAlias: "writes a file, as 'sc' is Set-Content",
  elevation: 'needs elevation',
} as const;

const at = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;

function shorten(label: string): string {
  const line = label.replace(/\s+/g, ' ');
  return line.length > 90 ? `${line.slice(0, 87)}…` : line;
}
