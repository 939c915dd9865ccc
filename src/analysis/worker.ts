import { parentPort } from 'node:worker_threads';
import { Analyst } from './analyst';
import { questions } from './questions';
import type { Call, FromWorker, Questions, Told } from './transport';

/* The program of the worker in which an editor's files are analysed. */

const send = (message: FromWorker): void => parentPort?.postMessage(message);

const analyst = new Analyst(
  (news) => send({ kind: 'news', news }),
  ({ at }) => send({ kind: 'progress', at }),
);

parentPort?.on('message', (call: Call) => void answer(call));

async function answer({ id, what, name, given }: Call): Promise<void> {
  try {
    const value = await (what === 'ask'
      ? ask(name as keyof Questions, given)
      : tell(name as keyof Told, given));
    send({ kind: 'answer', id, value });
  } catch (error) {
    send({
      kind: 'failure',
      id,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

type Methods = Readonly<Record<string, ((...given: readonly unknown[]) => unknown) | undefined>>;

const ask = (name: keyof Questions, given: readonly unknown[]): unknown =>
  (questions as unknown as Methods)[name]?.(analyst, ...given);

function tell(name: keyof Told, given: readonly unknown[]): unknown {
  const progress =
    name === 'lookAt' ? [(key: string) => send({ kind: 'pass', pass: Number(given[0]), key })] : [];
  return (analyst as unknown as Methods)[name]?.(...given, ...progress);
}
