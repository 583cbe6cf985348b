import { readFileSync } from 'node:fs';

/** How long this thread has been on the processor so far, ms (kernel docs, "schedstat": the first field, in ns). */
export function threadBusyMs(): number {
  const [busyNs = '0'] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ');
  return Number(busyNs) / 1e6;
}
