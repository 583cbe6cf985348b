import { practicePhone, type PhoneOptions } from '../practice/phone/phone';
import { startPracticeServer, type PracticeServer } from '../practice/practice-server';
import type { SensSettings } from '../../shared/settings/schema';

/** The practice SENS of this run: there while the settings ask for practice. */
export interface PracticeHolder {
  /** The running practice server, started when the mode asks for it; null in live mode. */
  for(sens: SensSettings): Promise<PracticeServer | null>;
  /** Where the practice phone's page is; null when none runs. */
  phoneUrl(): string | null;
  close(): Promise<void>;
}

/** Nothing runs until it is asked for; with `phone` its texts can be seen on a page. */
export function createPracticeHolder(phone: PhoneOptions | null): PracticeHolder {
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
      server ??= await startPracticeServer(phone === null ? {} : { phone: practicePhone(phone) });
      return server;
    },
    phoneUrl: () => server?.phoneUrl ?? null,
    close,
  };
}
