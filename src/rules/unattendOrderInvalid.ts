import type { AnswerCommand, CommandList } from '../pipeline/answerFile/answerFile';
import type { Pipeline } from '../pipeline/pipeline';
import type { SourceText } from '../text/sourceText';
import { answerFilesOf, isPlaceholder, sourceOf } from './answerFiles';
import type { RelatedLocation } from './finding';
import { renumber } from './fixes/renumber';
import type { Report, Rule } from './rule';

/** Microsoft's reference of RunSynchronousCommand and SynchronousCommand: "an integer from 1 through 500". */
const highest = 500;

/** The lists of which Windows runs one command after the other. */
const orderedLists: readonly CommandList[] = ['RunSynchronous', 'FirstLogonCommands'];

export const unattendOrderInvalid: Rule = {
  id: 'unattend-order-invalid',
  severity: 'error',
  category: 'installation',
  since: '0.1.0',
  summary: 'The Order of a command in an answer file is missing, duplicated, or not a number from 1 to 500.',
  fixes: ['safe'],
  check: (pipeline) =>
    answerFilesOf(pipeline).flatMap(({ file, builds }) =>
      listsOf(file.commands).flatMap((commands) =>
        judge(commands, pipeline).map((report) => ({ ...report, builds })),
      ),
    ),
};

/** The commands of each list, in the order of the file. Components for two architectures have lists of their own. */
function listsOf(commands: readonly AnswerCommand[]): AnswerCommand[][] {
  const byList = new Map<number, AnswerCommand[]>();
  for (const command of commands) {
    if (!orderedLists.includes(command.list)) continue;
    const { start } = command.listLocation.span;
    byList.set(start, [...(byList.get(start) ?? []), command]);
  }
  return [...byList.values()].map((list) =>
    list.sort((a, b) => a.location.span.start - b.location.span.start),
  );
}

function judge(commands: readonly AnswerCommand[], pipeline: Pipeline): Report[] {
  // What a template language fills in later may be right, and may be what others collide with.
  if (commands.some(({ order }) => order && isPlaceholder(order.text))) return [];
  const first = new Map<number, AnswerCommand>();
  const found = commands.flatMap((command) => {
    const problem = problemOf(command, first);
    return problem ? [problem] : [];
  });
  const [some] = found;
  if (!some) return [];
  const source: SourceText = sourceOf(pipeline, some.location.path);
  const fixes = renumber(commands, source, highest);
  return found.map((report) => ({ ...report, fixes }));
}

/** @param first the first command with each number, to which this one is added */
function problemOf(command: AnswerCommand, first: Map<number, AnswerCommand>): Report | undefined {
  const { order, location } = command;
  if (!order) return { message: `This command has no Order. ${consequence}`, location };
  const { value } = order;
  if (value === undefined || value < 1 || value > highest)
    return {
      message: `Order must be a number from 1 to ${highest}${order.text ? `, not '${order.text}'` : ''}. ${consequence}`,
      location: order.location,
    };
  const earlier = first.get(value);
  if (!earlier) first.set(value, command);
  if (!earlier) return undefined;
  return {
    message: `Another command of this list also has the Order ${value}. ${consequence}`,
    location: order.location,
    related: placeOf(earlier),
  };
}

const consequence = 'The commands may run in any order, or Windows may reject the answer file.';

const placeOf = ({ order, location }: AnswerCommand): RelatedLocation[] => [
  { message: 'The first command with this Order.', location: order?.location ?? location },
];
