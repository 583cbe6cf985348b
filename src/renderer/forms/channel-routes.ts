import { FALLBACK_REASONS } from '../../shared/settings/channels/channel-kinds';
import type { FallbackSettings, ProblemRouting } from '../../shared/settings/channels/channel-schema';
import type { Settings } from '../../shared/settings/schema';

const NEW_FALLBACK: FallbackSettings = { to: [], after: '2m', on: [...FALLBACK_REASONS] };
const NEW_PROBLEMS: ProblemRouting = { to: [], after: '1m' };

/** Sends copies of every alert to these channels. */
export function withCopies(settings: Settings, channels: readonly string[]): Settings {
  return { ...settings, delivery: { ...settings.delivery, channels: [...channels] } };
}

/** Changes the fallback; without channels it is off. */
export function withFallback(settings: Settings, change: Partial<FallbackSettings>): Settings {
  const { fallback = NEW_FALLBACK, ...delivery } = settings.delivery;
  const changed = { ...fallback, ...change };
  return { ...settings, delivery: changed.to.length === 0 ? delivery : { ...delivery, fallback: changed } };
}

/** Changes the channels of Logbell's own problems; without channels nothing is sent. */
export function withProblems(settings: Settings, change: Partial<ProblemRouting>): Settings {
  const changed = { ...(settings.problems ?? NEW_PROBLEMS), ...change };
  return { ...settings, problems: changed.to.length === 0 ? null : changed };
}
