import { nodes, type Node } from '../../../syntax/ruby/rubyTree';
import { assign } from './assignments';
import { enter, type Frame, Leave } from './frame';
import type { Block } from './hostObject';
import type { Interpreter } from './interpreter';
import { nil, type RubyValue, settled, unknown } from './rubyValue';

/** A block of code with the variables around it. */
export interface RunnableBlock extends Block {
  /** Runs it for one item of a collection; `break` goes on to the loop. */
  turn(values: readonly RubyValue[]): { readonly frame: Frame; readonly value: RubyValue };
}

export function blockOf(
  ruby: Interpreter,
  node: InstanceType<typeof nodes.BlockNode | typeof nodes.LambdaNode>,
): RunnableBlock {
  const defined = ruby.frame;
  const parameters = parametersOf(node.parameters);

  const runIn = (
    outer: Frame | undefined,
    values: readonly RubyValue[],
  ): ReturnType<RunnableBlock['turn']> => {
    const scope = ruby.variables.newScope(defined.scope);
    const { unit, self } = defined;
    const frame = enter('block', scope, ruby.branches, { unit, self, ...(outer && { outer }) });
    const value = ruby.within(frame, () => {
      parameters.bind(ruby, values);
      try {
        return ruby.evaluate(node.body);
      } catch (error) {
        if (error instanceof Leave && error.how === 'next') return error.value;
        throw error;
      }
    });
    return { frame, value: frame.mayHaveLeft ? unknown : value };
  };

  const turn: RunnableBlock['turn'] = (values) => runIn(defined, values);
  return {
    parameters: parameters.count,
    turn,
    run: (values) => {
      try {
        return turn(values).value;
      } catch (error) {
        if (error instanceof Leave && error.how === 'break') return error.value;
        throw error;
      }
    },
    later: (values, conditional) => {
      const run = (): void => void runIn(undefined, values);
      ruby.later(() => (conditional ? ruby.branch(run) : run()));
    },
  };
}

/** Runs a block once with unknown values, as something that may happen. */
export function runMaybe(ruby: Interpreter, block: Block): void {
  ruby.branch(() => block.run(Array.from({ length: block.parameters }, () => unknown)));
}

interface Parameters {
  readonly count: number;
  bind(ruby: Interpreter, values: readonly RubyValue[]): void;
}

function parametersOf(node: Node | null): Parameters {
  if (node instanceof nodes.ItParametersNode)
    return { count: 1, bind: (ruby, [value]) => ruby.declare('it', value ?? nil) };
  if (node instanceof nodes.NumberedParametersNode) {
    const count = node.maximum;
    return {
      count,
      bind: (ruby, values) => {
        const each = spread(values, count > 1);
        for (let i = 0; i < count; i++) ruby.declare(`_${i + 1}`, each[i] ?? nil);
      },
    };
  }
  const written = node instanceof nodes.BlockParametersNode ? node.parameters : null;
  if (!written) return { count: 0, bind: () => undefined };
  const { requireds, optionals, posts } = written;
  const count = requireds.length + optionals.length + posts.length;
  return {
    count,
    bind: (ruby, values) => {
      const each = spread(values, count > 1 || (count === 1 && written.rest !== null));
      const isUnknown = each.length < count && each.some(({ kind }) => kind === 'unknown');
      const missing = isUnknown ? unknown : nil;
      requireds.forEach((target, i) => assign(ruby, target, each[i] ?? missing));
      // The rest is rare enough in blocks to stay unknown.
      for (const target of optionals)
        if (target instanceof nodes.OptionalParameterNode) ruby.declare(target.name, unknown);
      for (const target of posts) assign(ruby, target, unknown);
      if (written.rest instanceof nodes.RestParameterNode && written.rest.name)
        ruby.declare(written.rest.name, unknown);
    },
  };
}

/** Ruby hands an array that comes alone to several parameters piece by piece. */
function spread(values: readonly RubyValue[], several: boolean): readonly RubyValue[] {
  const [only] = values;
  if (!several || values.length !== 1 || !only) return values;
  const now = settled(only);
  return now.kind === 'array' ? now.items.map(({ value }) => value) : [now];
}
