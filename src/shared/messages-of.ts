import type { Rule } from './settings';

/** Every text of a rule with its place in it. */
export function messagesOf({
  message,
  okMessage,
  absence,
  pair,
}: Rule): readonly (readonly [field: readonly string[], text: string])[] {
  return [
    [['message'], message],
    [['okMessage'], okMessage],
    ...(absence
      ? ([
          [['absence', 'message'], absence.message],
          [['absence', 'recovered'], absence.recovered],
        ] as const)
      : []),
    ...(pair ? ([[['pair', 'message'], pair.message]] as const) : []),
    ...(pair?.recovered === undefined ? [] : ([[['pair', 'recovered'], pair.recovered]] as const)),
  ];
}
