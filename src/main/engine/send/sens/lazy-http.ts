import type { Clock } from '../../common/clock';
import type { ExchangeTimeouts, SensHttp } from './http';

/** Creates a connection pool whose code is loaded for the first request: a quiet Logbell sends nothing for days. */
export function createLazyHttp(clock: Clock, timeouts: ExchangeTimeouts): SensHttp {
  let loading: Promise<SensHttp> | null = null;
  let closed = false;
  const load = async (): Promise<SensHttp> => {
    const { createSensHttp } = await import('./http');
    const http = createSensHttp(clock, timeouts);
    if (closed) {
      http.close();
    }
    return http;
  };
  return {
    exchange: async (request) => {
      loading ??= load();
      const http = await loading;
      return http.exchange(request);
    },
    close: () => {
      closed = true;
      void loading?.then((http) => http.close());
    },
  };
}
