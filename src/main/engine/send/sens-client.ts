import type { Clock } from '../common/clock';
import { createSensCall } from './sens-call';
import type { SensFileRecords } from './sens-file-records';
import { createSensHttp, type ExchangeTimeouts } from './sens-http';
import { createSensLookups, type SensLookups } from './sens-lookups';
import { createSensReservations, type SensReservations } from './sens-reservation';
import { createSensSend, type SensSend } from './sens-send';

/** Speaks the SENS SMS API, v2, for whatever access it is handed. Failures are values; a key is never in them. */
export interface SensClient extends SensLookups, SensReservations {
  readonly send: SensSend;
  /** Loads what the first request would have to wait for. */
  load(): Promise<void>;
  /** Breaks off what is in flight and closes the connections. */
  close(): void;
}

export interface SensClientOptions {
  readonly clock: Clock;
  readonly timeouts: ExchangeTimeouts;
  /** `User-Agent` of every request, for example "Logbell/1.0.0". */
  readonly userAgent: string;
  readonly files: SensFileRecords;
  /** Resolves when a further request of the same question may begin: a next page, or what an upload is followed by. */
  readonly turn: () => Promise<void>;
}

/** Creates a client with connections of its own. */
export function createSensClient({ clock, timeouts, userAgent, files, turn }: SensClientOptions): SensClient {
  const sensHttp = createSensHttp(clock, timeouts);
  const call = createSensCall(sensHttp, clock, userAgent);
  return {
    send: createSensSend(call, { clock, files, turn }),
    ...createSensLookups(call, turn),
    ...createSensReservations(call),
    load: () => sensHttp.load(),
    close: () => sensHttp.close(),
  };
}
