import type { CallHandlers } from './call-handlers';
import type { EngineHost } from './engine-host';
import { muteEnd } from './mute-end';
import { pauseEnd } from './pause-end';

/** Answers what the window asks about keeping still: all rules, or one. */
export function silenceCalls(
  engine: EngineHost,
): Pick<CallHandlers, 'watch:pause' | 'watch:resume' | 'rules:mute' | 'rules:unmute'> {
  return {
    'watch:pause': async (length) => {
      await engine.pause(pauseEnd(length, Date.now()));
      return undefined;
    },
    'watch:resume': async () => {
      await engine.pause(null);
      return undefined;
    },
    'rules:mute': async ({ ruleId, length }) => {
      await engine.mute(ruleId, muteEnd(length, Date.now()));
      return undefined;
    },
    'rules:unmute': async (ruleId) => {
      await engine.mute(ruleId, null);
      return undefined;
    },
  };
}
