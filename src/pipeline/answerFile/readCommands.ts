import type { XmlElement } from '../../syntax/xml/tree';
import { type AnswerCommand, type CommandList, passOrder } from './answerFile';
import type { AnswerReader, FoundComponent } from './answerReader';

interface ListShape {
  readonly list: CommandList;
  readonly item: string;
  /** The element that holds what is run. */
  readonly command: 'Path' | 'CommandLine';
}

/** In the order in which they come where a pass has several. */
const lists: readonly ListShape[] = [
  { list: 'RunSynchronous', item: 'RunSynchronousCommand', command: 'Path' },
  { list: 'RunAsynchronous', item: 'RunAsynchronousCommand', command: 'Path' },
  { list: 'FirstLogonCommands', item: 'SynchronousCommand', command: 'CommandLine' },
  { list: 'LogonCommands', item: 'AsynchronousCommand', command: 'CommandLine' },
];

/**
 * All commands in the order in which they run: pass, list, `Order`. Of what is the same in all this, or has no
 * order, what is written first comes first; what has no order comes last.
 */
export function readCommands(components: readonly FoundComponent[], reader: AnswerReader): AnswerCommand[] {
  const inPassOrder = components
    .map((found) => ({ found, rank: rankOf(found.component.pass) }))
    .sort((a, b) => a.rank - b.rank);
  const ranks = [...new Set(inPassOrder.map(({ rank }) => rank))];
  return ranks.flatMap((rank) => {
    const inPass = inPassOrder.filter((entry) => entry.rank === rank);
    return lists.flatMap((shape) => inPass.flatMap(({ found }) => readList(found, shape, reader)));
  });
}

/** A pass that Setup does not know runs never; it stands behind the others. */
function rankOf(pass: string): number {
  const rank = passOrder.indexOf(pass);
  return rank < 0 ? passOrder.length : rank;
}

function readList(
  { element, component }: FoundComponent,
  shape: ListShape,
  reader: AnswerReader,
): AnswerCommand[] {
  return reader
    .all(element, shape.list)
    .flatMap((list) => reader.all(list, shape.item).map((item) => ({ list, item })))
    .map(({ list, item }): AnswerCommand => {
      const [command] = reader.all(item, shape.command);
      return {
        component,
        pass: component.pass,
        list: shape.list,
        listLocation: reader.location(list.openTag),
        order: reader.number(item, 'Order'),
        command: command && reader.embedded(command),
        description: reader.text(item, 'Description')?.text,
        willReboot: reader.text(item, 'WillReboot'),
        wcmAction: actionOf(item),
        location: reader.location(item.openTag),
        element: reader.location(item.span),
      };
    })
    .sort((a, b) => orderOf(a) - orderOf(b));
}

/** Not by its namespace, which is a mistake of its own where it is missing. */
const actionOf = (item: XmlElement): string | undefined =>
  item.attributes.find(({ name }) => name.prefix !== '' && name.local === 'action')?.value;

const orderOf = ({ order }: AnswerCommand): number => order?.value ?? Number.MAX_SAFE_INTEGER;
