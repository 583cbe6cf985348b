import fc from 'fast-check';
import { expect, it } from 'vitest';
import { channelCopies, fullText } from '../../../../../src/main/engine/alert/message/channel-copies';
import { composeText } from '../../../../../src/main/engine/alert/message/compose';

it('a channel gets characters that a text cannot carry, but no control characters', () => {
  const { content, full } = composeText('disk full 🔥\u001b[31m\u0007 на диске', 'Disk', { smsOnly: true });
  expect(full).toBe('disk full 🔥 на диске');
  expect(content).not.toContain('🔥');
});

it('a message without content says its title', () => {
  expect(composeText(' ', 'Disk 🔥', { smsOnly: false }).full).toBe('Disk 🔥');
});

it('a long message is cut between graphemes', () => {
  const family = '👨‍👩‍👧';
  const cut = fullText(family.repeat(1_000));
  expect(cut.endsWith('…')).toBe(true);
  expect(cut.slice(0, -1).length % family.length).toBe(0);
  const unit = fc.constantFrom('a', '가', family, 'e\u0301', '\n');
  fc.assert(
    fc.property(fc.array(unit, { minLength: 3_900, maxLength: 4_100 }), (units) => {
      expect(fullText(units.join('')).length).toBeLessThanOrEqual(4_000);
    }),
    { numRuns: 20 },
  );
});

it('names a channel by its title', () => {
  const facts = {
    kind: 'test',
    rule: '',
    ruleId: '',
    log: '',
    line: 'a\u0000b',
    host: 'web1',
    count: 0,
    at: 0,
  } as const;
  const channels = [
    { id: 'ops', name: '', kind: 'slack' as const },
    { id: 'chat', name: 'Chat', kind: 'discord' as const },
  ];
  const copies = channelCopies(channels, { subject: 'Disk', content: 'full', facts: { ...facts, incident: null } });
  expect(copies.map(({ channel, title, facts: { line } }) => [channel, title, line])).toEqual([
    ['ops', 'ops', 'ab'],
    ['chat', 'Chat', 'ab'],
  ]);
  expect(channelCopies([], { subject: '', content: '', facts: { ...facts, incident: null } })).toEqual([]);
});
