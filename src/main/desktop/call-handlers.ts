import type { z } from 'zod';
import type { CallName, Calls } from '../../shared/contract/ipc';
import type { AnswerCall, IpcGuard } from './ipc';
import { PAYLOADS } from './ipc-payloads';

/** What answers each call; one left out does not compile. */
export type CallHandlers = {
  readonly [Name in CallName]: (arg: Calls[Name]['in']) => Calls[Name]['out'] | Promise<Calls[Name]['out']>;
};

/** Gives each handler arguments of the right shape alone. */
export function checkedCalls(handlers: CallHandlers, refused: IpcGuard['refused']): AnswerCall {
  return (name, arg) => answerOne(name, handlers, arg, refused);
}

/** One name, one schema, one answer: the type parameter keeps the three together. */
function answerOne<Name extends CallName>(
  name: Name,
  handlers: Pick<CallHandlers, Name>,
  arg: unknown,
  refused: IpcGuard['refused'],
): unknown {
  const schema: z.ZodType<Calls[Name]['in']> = PAYLOADS[name];
  const parsed = schema.safeParse(arg);
  if (!parsed.success) {
    refused(name, 'payload');
    throw new Error('Not understood.');
  }
  return handlers[name](parsed.data);
}
