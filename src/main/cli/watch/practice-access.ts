import type { PhoneOptions } from '../../practice/phone/phone';
import type { PracticeServer } from '../../practice/practice-server';
import type { SensSettings } from '../../../shared/settings/schema';

/** Owner of this run's practice SENS server, which runs only in practice mode. */
export interface PracticeAccess {
  /** Returns the practice server, started if needed; null in live mode, which stops it. */
  for(sens: SensSettings): Promise<PracticeServer | null>;
  /** URL of the practice phone; null if no server runs. */
  phoneUrl(): string | null;
  close(): Promise<void>;
}

/** Creates a holder without a running server; with `phone`, a page shows the texts. */
export function createPracticeAccess(phone: PhoneOptions | null): PracticeAccess {
  let server: PracticeServer | null = null;
  const close = async (): Promise<void> => {
    const running = server;
    server = null;
    await running?.close();
  };
  return {
    for: async (sens) => {
      if (sens.mode === 'live') {
        await close();
        return null;
      }
      server ??= await startServer(phone);
      return server;
    },
    phoneUrl: () => server?.phoneUrl ?? null,
    close,
  };
}

/** Starts the server; live mode does not even load its code. */
async function startServer(phone: PhoneOptions | null): Promise<PracticeServer> {
  const { startPracticeServer } = await import('../../practice/practice-server');
  if (phone === null) {
    return startPracticeServer();
  }
  const { practicePhone } = await import('../../practice/phone/phone');
  return startPracticeServer({ phone: practicePhone(phone) });
}
