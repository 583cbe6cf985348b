import { expect, it } from 'vitest';
import { createAppStore } from '../../../../src/renderer/bridge/app-store';
import { partReader } from '../../../../src/renderer/bridge/part-reader';
import { apiDouble, idleSnapshot } from '../window-api-double';

it('a part of the data stays the same value until it differs, whatever else is pushed', async () => {
  const api = apiDouble({ 'app:snapshot': () => Promise.resolve(idleSnapshot()) });
  const store = createAppStore(api);
  const settings = partReader(store, (data) => data.settings);
  const mutes = partReader(store, ({ status }) => status.mutes.map(({ rule }) => ({ rule })));
  expect(() => settings()).toThrow();
  await store.start();
  const [firstSettings, firstMutes] = [settings(), mutes()];
  api.push('status:changed', { ...idleSnapshot().status, state: 'watching', unseenAlerts: 3 });
  expect(settings()).toBe(firstSettings);
  expect(mutes()).toBe(firstMutes);
  const mute = { rule: 'disk', title: 'Disk', until: 1_000, held: 0 };
  api.push('status:changed', { ...idleSnapshot().status, mutes: [mute] });
  const muted = mutes();
  expect(muted).toEqual([{ rule: 'disk' }]);
  api.push('status:changed', { ...idleSnapshot().status, mutes: [{ ...mute, held: 7 }] });
  expect(mutes()).toBe(muted);
  api.push('settings:changed', { ...idleSnapshot().settings, revision: 'second' });
  expect(settings().revision).toBe('second');
});
