import { describe, expect, it } from 'vitest';
import {
  dependentsOf,
  routesThatNeed,
  withItem,
  withItemBack,
  withOthersOf,
  withoutItem,
} from '../../../../src/renderer/forms/settings-edits';
import { parseSettings } from '../../../../src/shared/settings/parse';
import { fileSchema } from '../../../../src/shared/settings/log-schema';

const { settings, problems } = parseSettings({
  recipients: [
    { id: 'a', number: '010-1234-5678' },
    { id: 'b', number: '0212345678' },
  ],
  files: [
    { id: 'one', path: '/var/log/one.log' },
    { id: 'two', path: '/var/log/two.log' },
  ],
  rules: [
    { id: 'both', match: { text: 'x' }, files: ['one', 'two'], recipients: ['a', 'b'] },
    { id: 'single', name: 'Only a', match: { text: 'y' }, recipients: ['a'] },
    { id: 'all', match: { text: 'z' } },
    { id: 'next', match: { text: 'n' }, escalate: { after: '15m', to: ['b', 'a'] } },
  ],
});

const ids = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);

describe('edits of the settings', () => {
  it('starts from valid settings', () => {
    expect(problems).toEqual([]);
  });

  it('replaces an item in its place and appends a new one', () => {
    const file = fileSchema.parse({ id: 'one', path: '/srv/a', encoding: 'cp949' });
    const changed = withItem(settings, 'files', file);
    expect(changed.files[0]).toMatchObject({ path: '/srv/a' });
    expect(ids(changed.files)).toEqual(['one', 'two']);
    const added = withItem(settings, 'recipients', { id: 'c', name: '', number: '0212345678', countryCode: '82' });
    expect(ids(added.recipients)).toEqual(['a', 'b', 'c']);
    expect(added.rules).toBe(settings.rules);
  });

  it('takes over what was added meanwhile, but keeps its own items', () => {
    const three = fileSchema.parse({ id: 'three', path: '/var/log/three.log' });
    const current = withItem(withItem(settings, 'files', three), 'files', fileSchema.parse({ id: 'one', path: '/b' }));
    const both = withOthersOf(settings, current);
    expect(ids(both.files)).toEqual(['one', 'two', 'three']);
    expect(both.files[0]).toMatchObject({ path: '/var/log/one.log' });
    expect(both.rules).toBe(settings.rules);
  });

  it('deletes a file together with the references to it', () => {
    const rest = withoutItem(settings, 'files', 'one');
    expect(ids(rest.files)).toEqual(['two']);
    expect(rest.rules.map(({ files }) => files)).toEqual([['two'], undefined, undefined, undefined]);
    expect(parseSettings(rest).problems).toEqual([]);
  });

  it('names the rules that depend on an item', () => {
    expect(dependentsOf(settings, 'recipients', 'a')).toEqual(['Only a']);
    expect(dependentsOf(settings, 'recipients', 'b')).toEqual([]);
    expect(dependentsOf(settings, 'files', 'one')).toEqual([]);
    expect(dependentsOf(settings, 'rules', 'all')).toEqual([]);
  });

  it('removes a recipient from escalations, too, and restores it', () => {
    const rest = withoutItem(settings, 'recipients', 'b');
    expect(rest.rules.at(-1)?.escalate?.to).toEqual(['a']);
    expect(dependentsOf(rest, 'recipients', 'a')).toContain('next');
    expect(withItemBack(rest, settings, 'recipients', 'b').rules.at(-1)?.escalate?.to).toEqual(['a', 'b']);
    const gone = withoutItem(withoutItem(withoutItem(settings, 'rules', 'next'), 'recipients', 'a'), 'recipients', 'b');
    expect(withItemBack(gone, settings, 'rules', 'next').rules.at(-1)).not.toHaveProperty('escalate');
  });

  it('restores an item to its place, with its references, on top of later changes', () => {
    const rest = withoutItem(settings, 'recipients', 'b');
    const renamed = withItem(rest, 'recipients', { id: 'a', name: 'New', number: '010-1234-5678', countryCode: '82' });
    const back = withItemBack(renamed, settings, 'recipients', 'b');
    expect(ids(back.recipients)).toEqual(['a', 'b']);
    expect(back.recipients[0]?.name).toBe('New');
    expect(back.rules.map(({ recipients }) => recipients)).toEqual([['a', 'b'], ['a'], undefined, undefined]);
  });

  it('restores a rule without references deleted meanwhile', () => {
    const rest = withoutItem(withoutItem(settings, 'rules', 'both'), 'files', 'two');
    const back = withItemBack(rest, settings, 'rules', 'both');
    expect(ids(back.rules)).toEqual(['both', 'single', 'all', 'next']);
    expect(back.rules[0]?.files).toEqual(['one']);
    expect(parseSettings(back).problems).toEqual([]);
  });

  it('restores nothing twice', () => {
    expect(withItemBack(settings, settings, 'rules', 'all')).toBe(settings);
  });
});

describe('edits of groups', () => {
  const { settings: before } = parseSettings({
    recipients: [
      { id: 'a', number: '010-1234-5678' },
      { id: 'b', number: '0212345678' },
    ],
    groups: [
      { id: 'both', name: 'Both', recipients: ['a', 'b'] },
      { id: 'lone', recipients: ['a'] },
    ],
    rules: [
      { id: 'one', match: { text: 'x' }, recipients: ['lone', 'b'] },
      { id: 'two', match: { text: 'y' }, recipients: ['both'] },
    ],
  });

  it('remove a deleted recipient, and restore it', () => {
    const rest = withoutItem(before, 'recipients', 'b');
    expect(rest.groups.map(({ recipients }) => recipients)).toEqual([['a'], ['a']]);
    expect(withItemBack(rest, before, 'recipients', 'b')).toEqual(before);
  });

  it('remove a deleted group from rules, and restore it without deleted members', () => {
    const rest = withoutItem(before, 'groups', 'lone');
    expect(rest.rules.map(({ recipients }) => recipients)).toEqual([['b'], ['both']]);
    expect(parseSettings(rest).problems).toEqual([]);
    const back = withItemBack(rest, before, 'groups', 'lone');
    expect(back.rules[0]?.recipients).toEqual(['b', 'lone']);
    const later = withItemBack(
      withoutItem(withoutItem(before, 'groups', 'both'), 'recipients', 'b'),
      before,
      'groups',
      'both',
    );
    expect(later.groups[0]).toMatchObject({ id: 'both', recipients: ['a'] });
  });

  it('name the items that depend on a recipient or a group', () => {
    expect(dependentsOf(before, 'recipients', 'a')).toEqual(['lone']);
    expect(dependentsOf(before, 'groups', 'both')).toEqual(['two']);
    expect(dependentsOf(before, 'groups', 'lone')).toEqual([]);
  });
});

describe('edits of channels', () => {
  const { settings: before, problems: faults } = parseSettings({
    recipients: [{ id: 'a', number: '010-1234-5678' }],
    channels: [
      { id: 'ops', kind: 'webhook', url: 'https://hooks.example.com/a' },
      { id: 'mail', kind: 'email', host: 'smtp.example.com', from: 'a@example.com', to: ['b@example.com'] },
    ],
    delivery: { channels: ['ops', 'mail'], fallback: { to: ['mail', 'ops'] } },
    problems: { to: ['ops'] },
    rules: [
      { id: 'too', match: { text: 'x' }, channels: ['ops'] },
      { id: 'instead', match: { text: 'y' }, recipients: [], channels: ['mail'] },
    ],
  });

  it('remove a deleted channel everywhere, and restore it', () => {
    expect(faults.filter(({ path }) => path.startsWith('channels'))).toEqual([]);
    const rest = withoutItem(before, 'channels', 'ops');
    expect(rest.delivery).toMatchObject({ channels: ['mail'], fallback: { to: ['mail'] } });
    expect(rest.problems?.to).toEqual([]);
    expect(rest.rules[0]?.channels).toEqual([]);
    const back = withItemBack(rest, before, 'channels', 'ops');
    expect(back.delivery).toMatchObject({ channels: ['mail', 'ops'], fallback: { to: ['mail', 'ops'] } });
    expect(back.problems).toEqual(before.problems);
    expect(back.rules).toEqual(before.rules);
    expect(ids(back.channels)).toEqual(['ops', 'mail']);
  });

  it('name what depends on a channel', () => {
    const { rules } = before;
    const channelsOnly = { ...before, rules: rules.map((rule) => ({ ...rule, recipients: [] })) };
    expect(dependentsOf(channelsOnly, 'channels', 'ops')).toContain('too');
    expect(dependentsOf(before, 'channels', 'ops')).toEqual([]);
    expect(routesThatNeed(before, 'ops')).toEqual(['problems']);
    expect(routesThatNeed(withoutItem(before, 'channels', 'ops'), 'mail')).toEqual(['fallback']);
  });
});
