import { expect, it } from 'vitest';
import { ChannelProblems } from '../../../../../src/main/engine/send/channels/channel-problems';
import { translator } from '../../../../../src/shared/i18n/translator';
import { problemTitle } from '../../../../../src/shared/i18n/problem-text';
import { createMemoryBoard } from '../../../../support/engine/memory-board';
import { en } from '../../../../support/text/strings';

it('a problem is about the id of a channel, and its sentence names the channel as the window does', () => {
  const board = createMemoryBoard();
  const channels = [
    { id: 'slack-1', name: 'Slack on-call' },
    { id: 'push', name: ' ' },
  ];
  const problems = new ChannelProblems(board, () => channels);
  problems.failed('slack-1', {
    code: 'channel-refused',
    params: { detail: 'HTTP 410' },
    outcome: 'refused',
    retryAfterMs: null,
  });
  ['slack-1', 'push', 'gone'].forEach((id) => problems.unconfirmed(id));
  expect(board.standing().map(({ subject }) => subject)).toEqual(['slack-1', 'slack-1', 'push', 'gone']);
  expect(board.standing().map((problem) => problemTitle(problem, translator('en')))).toEqual([
    en('problem.channel-refused.title', { subject: 'Slack on-call', detail: 'HTTP 410' }),
    ...['Slack on-call', 'push', 'gone'].map((subject) => en('problem.channel-unconfirmed.title', { subject })),
  ]);
});
