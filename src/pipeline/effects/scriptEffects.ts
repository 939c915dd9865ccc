import { parseScript } from '../../syntax/script/parseScript';
import type { Command, Script, ScriptLanguage } from '../../syntax/script/tree';
import { commandEffects } from './commandEffects';
import type { Fact } from './fact';
import type { ScriptReading } from './scriptReading';
import { onScannedDrives } from './driveScan';
import { expressionEffects } from './expressionEffects';
import { canRun, keepsBlock, runsBlock } from './guards';
import { functionName, Placing } from './placing';
import { commandEffect } from './scriptEffect';
import type { CommandEffect, ScriptEffect } from './scriptEffect';
import type { Span } from '../../text/span';
import { plainName } from './scriptValues';
import { callTurn, Ways } from './turns';
import type { Turn } from './turns';

/** Scripts in arguments of scripts in arguments: deeper than this nobody writes. */
const maximumDepth = 4;

/** Functions that call functions many times over: more than this is no script that somebody reads. */
const maximumEffects = 3000;

/** Functions that call functions that call functions: deeper than this nobody writes. */
const maximumCalls = 100;

/** What a script does. */
export interface ScriptEffects {
  /** In the order in which it happens: what a function does stands where it is called. */
  readonly main: readonly ScriptEffect[];
  /** What its functions do, by their names in lower case. */
  readonly functions: ReadonlyMap<string, readonly ScriptEffect[]>;
}

/** What a script does, with what the scripts do that it carries in its commands' arguments. */
export function scriptEffects(language: ScriptLanguage, text: string, depth = 0): ScriptEffects {
  const script = parseScript(language, text);
  const reading: ScriptReading = {
    script,
    language,
    text,
    readInner:
      depth > maximumDepth
        ? undefined
        : (innerLanguage, inner) => scriptEffects(innerLanguage, inner, depth + 1).main,
  };
  return new Bodies(script, reading).effects();
}

/** One thing in a body: effects at a place, or a call of another body. */
interface Item {
  readonly span: Span;
  readonly effects: readonly ScriptEffect[];
  readonly calls?: string;
  readonly always: boolean;
  readonly last: boolean;
  readonly turns: readonly Turn[];
}

/** The script itself and its functions, each as a list of what stands in it. */
class Bodies {
  private readonly placing: Placing;
  private readonly functions: ReadonlySet<string>;
  private readonly blocks: ReadonlySet<string>;
  private readonly items = new Map<string, Item[]>();
  private readonly done = new Map<string, Unfolded>();
  private readonly ends = new Map<string, ReadonlySet<Item>>();
  private readonly restarting: ReadonlySet<string>;
  private count = 0;

  constructor(
    script: Script,
    private readonly reading: ScriptReading,
  ) {
    this.placing = new Placing(script);
    this.functions = new Set(script.functions.map(({ name }) => functionName(name)));
    this.blocks = new Set(
      script.assignments
        .filter(({ value }) => value?.kind === 'scriptblock')
        .map(({ name }) => `$${plainName(name)}`),
    );
    for (const command of script.commands) this.addCommand(command);
    this.addExpressions();
    for (const items of this.items.values()) items.sort((a, b) => a.span.start - b.span.start);
    this.restarting = this.restartingBodies();
  }

  effects(): ScriptEffects {
    return {
      main: this.unfold('', []).effects,
      functions: new Map([...this.functions].map((name) => [name, this.unfold(name, []).effects])),
    };
  }

  private addCommand(command: Command): void {
    const { script, language, text } = this.reading;
    const blocks = this.placing.blocksOf(command);
    if (!canRun(blocks, script, language, text)) return;
    const own = this.ownCall(command);
    const called = this.calledBlocks(command);
    for (const { name, always } of called)
      this.add(command, {
        calls: name,
        always: always && this.placing.isCertain(command),
      });
    // `& $block` is nothing but what the block does.
    if (called.length && command.name.variable !== undefined) return;
    if (own !== undefined) {
      this.add(command, { calls: own, always: this.placing.isCertain(command) });
      return;
    }
    const effects = commandEffects(command, this.reading);
    if (effects.length) this.add(command, { effects: this.placed(command, effects) });
  }

  /** The function of the script that a command calls: it comes before a command of the same name. */
  private ownCall({ name }: Command): string | undefined {
    const written = functionName(name.value ?? '');
    return this.functions.has(written) ? written : undefined;
  }

  /** The blocks in variables that a command runs, or may run: `& $block`, `Invoke-Command -ScriptBlock $block`. */
  private calledBlocks({ name, args, invocation }: Command): { name: string; always: boolean }[] {
    if (!this.blocks.size && !this.functions.size) return [];
    const called = (variable: string | undefined) => {
      const [, own] = /^function:(.*)$/i.exec(variable ?? '') ?? [];
      const key = own === undefined ? `$${plainName(variable ?? '')}` : functionName(own);
      return this.blocks.has(key) || (own !== undefined && this.functions.has(key)) ? key : undefined;
    };
    const direct = invocation ? called(name.variable) : undefined;
    if (direct) return [{ name: direct, always: true }];
    if (keepsBlock(name.value)) return [];
    return args.flatMap((argument) => {
      const key = called(argument.variable ?? argument.parameter?.value?.variable);
      return key === undefined ? [] : [{ name: key, always: runsBlock(name.value) }];
    });
  }

  private addExpressions(): void {
    const { script, language, text } = this.reading;
    for (const { place, facts, more } of expressionEffects(script, language, text))
      if (canRun(this.placing.blocksOf(place), script, language, text))
        this.add(place, { effects: this.placed(place, [commandEffect(facts, more)]) });
    for (const call of script.invocations) {
      if (!/^invoke(?:returnasis)?$/i.test(call.member ?? '')) continue;
      const key = plainName(text.slice(call.target.start, call.target.end));
      if (this.blocks.has(`$${key}`))
        this.add(call, { calls: `$${key}`, always: this.placing.isCertain(call) });
    }
  }

  private placed(place: Parameters<Placing['bodyOf']>[0], effects: readonly CommandEffect[]): ScriptEffect[] {
    const isBackground = 'isBackground' in place && (place as Command).isBackground;
    const always = this.placing.isCertain(place);
    const last = this.placing.isLast(place);
    const turns = this.placing.turnsTo(place);
    return effects.map((effect) => ({
      ...onScannedDrives(effect, this.placing.blocksOf(place), this.reading.text, always),
      ...(isBackground && { facts: effect.facts.map(inBackground) }),
      span: place.span,
      last: effect.last && last,
      turns: effect.turns.length ? [...turns, callTurn(), ...effect.turns] : turns,
    }));
  }

  private add(place: Parameters<Placing['bodyOf']>[0], item: Partial<Item>): void {
    const body = this.placing.bodyOf(place);
    const known = this.items.get(body) ?? [];
    this.items.set(body, known);
    known.push({
      span: place.span,
      effects: [],
      always: true,
      last: item.calls !== undefined && this.placing.isLast(place),
      turns: this.placing.turnsTo(place),
      ...item,
    });
  }

  /**
   * What a body does, its calls replaced by what they do.
   * @param callers the bodies whose calls led here, from the script on
   */
  private unfold(body: string, callers: readonly string[]): Unfolded {
    const known = this.done.get(body);
    if (known) return known;
    const ends = this.endsOf(body);
    let dependsOn = callers.length;
    const effects = (this.items.get(body) ?? []).flatMap((item): readonly ScriptEffect[] => {
      const ofEnd = ends.has(item);
      if (item.calls === undefined)
        return ofEnd ? item.effects.map((effect) => ({ ...effect, ofEnd })) : item.effects;
      // A function that calls itself does nothing that it has not done.
      const around = item.calls === body ? callers.length : callers.indexOf(item.calls);
      if (around >= 0) {
        dependsOn = Math.min(dependsOn, around);
        return [];
      }
      if (this.count > maximumEffects || callers.length >= maximumCalls) return [unread(item, item.calls)];
      const called = this.unfold(item.calls, [...callers, body]);
      dependsOn = Math.min(dependsOn, called.dependsOn);
      this.count += 1 + called.effects.length;
      if (this.count > maximumEffects) return [unread(item, item.calls)];
      const way = [...item.turns, callTurn()];
      return called.effects.map((effect) => ({
        ...effect,
        always: effect.always && item.always,
        last: effect.last && item.last,
        turns: [...way, ...effect.turns],
        ofEnd: ofEnd || effect.ofEnd,
      }));
    });
    if (dependsOn < callers.length) return { effects, dependsOn };
    const unfolded: Unfolded = { effects, dependsOn: Infinity };
    this.done.set(body, unfolded);
    return unfolded;
  }

  /**
   * What of a body happens only in a run without a restart: a branch leads there, another one of the same statement to a
   * restart, and nothing in its own branch does.
   */
  private endsOf(body: string): ReadonlySet<Item> {
    const known = this.ends.get(body);
    if (known) return known;
    const items = this.items.get(body) ?? [];
    const ways = new Ways();
    for (const item of items)
      if (restarts(item) || (item.calls !== undefined && this.restarting.has(item.calls)))
        ways.add(item.turns);
    const ends = new Set(items.filter(({ turns }) => ways.excludes(turns)));
    this.ends.set(body, ends);
    return ends;
  }

  /** The bodies that restart the guest, or call one that does. */
  private restartingBodies(): ReadonlySet<string> {
    const callers = new Map<string, Set<string>>();
    const found = new Set<string>();
    for (const [body, items] of this.items)
      for (const item of items) {
        if (restarts(item)) found.add(body);
        if (item.calls === undefined) continue;
        const known = callers.get(item.calls) ?? new Set();
        callers.set(item.calls, known.add(body));
      }
    // A set that grows is walked to its end.
    for (const body of found) for (const caller of callers.get(body) ?? []) found.add(caller);
    return found;
  }
}

/** What restarts the guest from the background does so while the script goes on. */
const inBackground = (fact: Fact): Fact =>
  fact.kind === 'reboot' && fact.when === 'now' ? { ...fact, beside: true } : fact;

const restarts = ({ effects }: Item): boolean =>
  effects.some(({ facts }) => facts.some((fact) => fact.kind === 'reboot' && fact.when === 'now'));

interface Unfolded {
  readonly effects: readonly ScriptEffect[];
  /** The outermost of its callers that was left out of it, as it calls them again; Infinity where none was. */
  readonly dependsOn: number;
}

/** A call that is not followed may do anything. */
const unread = ({ span, always, turns }: Item, name: string): ScriptEffect => ({
  ...commandEffect([], { unknown: name, always, last: false, turns }),
  span,
});
