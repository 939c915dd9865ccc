import { contains } from '../../text/span';
import type { Span } from '../../text/span';
import type { Argument, Script } from '../../syntax/script/tree';
import { viewCommand } from './commandView';
import type { CommandView } from './commandView';
import { commandEffect } from './scriptEffect';
import type { CommandEffect } from './scriptEffect';
import { knownScriptFacts } from './scriptNames';
import { plainName } from './scriptValues';
import { writtenText } from './writtenText';
import { memoizeByObject } from '../../text/memoizeByObject';
import { lastAtMost } from '../../text/sorted';

/**
 * The script that Invoke-Expression runs from the network: `iex (….DownloadString('http://…/x.ps1'))`, `irm http://… | iex`,
 * also by way of a variable. Undefined where it runs something else.
 * @param text of the script in which the command stands
 */
export function downloadedScript(view: CommandView, text: string): CommandEffect | undefined {
  if (view.name !== 'invoke-expression') return undefined;
  const address = addressOf(view, text);
  if (address === undefined) return undefined;
  // The address of Packer's own server, as steps get it and as boot_command has it.
  const path = address.replace(/\$(?:\(\s*\$|\{)?env:PACKER_HTTP_ADDR[)}]?/i, '{{.HTTPIP}}:{{.HTTPPort}}');
  const reputed = knownScriptFacts(path);
  return commandEffect([], {
    file: {
      language: 'powershell',
      path: /\$[\w{(]/.test(path) ? undefined : path,
      name: undefined,
      ...(reputed.length && { reputed }),
    },
  });
}

/** The address stands in the command itself, in what is piped into it, or in what its variable is set to. */
function addressOf(view: CommandView, text: string): string | undefined {
  const { command, script } = view;
  const before = view.previous();
  const variable = command.args.find(({ kind }) => kind !== 'parameter')?.variable;
  const requests = requestsOf(script);
  const [call, request] = [requests.calls, requests.commands].map((among) =>
    Math.min(
      among.firstIn(command.span),
      before ? among.firstIn(before.command.span) : Infinity,
      variable === undefined ? Infinity : among.firstInVariable(plainName(variable)),
    ),
  ) as [number, number];
  const argument: Argument | undefined =
    call < Infinity
      ? script.invocations[call]?.args[0]
      : request < Infinity && script.commands[request]
        ? viewCommand(script.commands[request], script, 'powershell').argument('Uri', 'Ur', 0)
        : undefined;
  return argument && writtenText(argument, script, text);
}

/** What asks a server for something: by its place among the calls and commands of a script. */
const requestsOf = memoizeByObject((script: Script) => ({
  calls: new Places(script, script.invocations, ({ member }) => /^downloadstring$/i.test(member ?? '')),
  commands: new Places(script, script.commands, (command) =>
    /^invoke-(?:webrequest|restmethod)$/.test(viewCommand(command, script, 'powershell').name),
  ),
}));

/** Some of the things in a script, to be looked for in stretches of it. */
class Places {
  /** Those that are meant, with their numbers among all, by their starts. */
  private readonly meant: readonly (readonly [span: Span, index: number])[];
  private readonly starts: readonly number[];
  private readonly inVariables = new Map<string, number>();

  constructor(script: Script, all: readonly Thing[], isMeant: (thing: never) => boolean) {
    this.meant = all
      .flatMap((thing, index) => (isMeant(thing as never) ? [[thing.span, index] as const] : []))
      .sort(([a], [b]) => a.start - b.start);
    this.starts = this.meant.map(([{ start }]) => start);
    for (const { name, span } of this.meant.length ? script.assignments : []) {
      const key = plainName(name);
      this.inVariables.set(key, Math.min(this.firstInVariable(key), this.firstIn(span)));
    }
  }

  /** The number of the first in a stretch; Infinity where there is none. */
  firstIn(stretch: Span): number {
    const [span, index] = this.meant[lastAtMost(this.starts, stretch.start - 1) + 1] ?? [];
    return span && contains(stretch, span) ? (index ?? Infinity) : Infinity;
  }

  /** As above, in all that a variable is set to. @param name plain */
  firstInVariable(name: string): number {
    return this.inVariables.get(name) ?? Infinity;
  }
}

interface Thing {
  readonly span: Span;
}
