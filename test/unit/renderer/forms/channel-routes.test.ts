import { describe, expect, it } from 'vitest';
import { withCopies, withFallback, withProblems } from '../../../../src/renderer/forms/channel-routes';
import { parseSettings } from '../../../../src/shared/settings/parse';

const { settings } = parseSettings({
  channels: [{ id: 'ops', kind: 'webhook', url: 'https://hooks.example.com' }],
});

describe('ways to the channels', () => {
  it('are off until a channel is chosen, and then as the settings are by default', () => {
    expect(withFallback(settings, { to: [] })).toEqual(settings);
    const on = withCopies(withProblems(withFallback(settings, { to: ['ops'] }), { to: ['ops'] }), ['ops']);
    const written = {
      ...settings,
      delivery: { channels: ['ops'], fallback: { to: ['ops'] } },
      problems: { to: ['ops'] },
    };
    expect(on).toEqual(parseSettings(written).settings);
  });

  it('keep their other fields, and end with the last channel', () => {
    const on = withFallback(withFallback(settings, { to: ['ops'] }), { after: '5m', on: ['budget'] });
    expect(on.delivery.fallback).toEqual({ to: ['ops'], after: '5m', on: ['budget'] });
    expect(withFallback(on, { to: [] })).toEqual(settings);
    expect(withProblems(withProblems(settings, { to: ['ops'], after: '5m' }), { to: [] })).toEqual(settings);
  });
});
