import { readFileSync } from 'node:fs';

/** CPU time of this thread so far, ms (kernel docs, "schedstat": the first field, in ns). */
export function threadBusyMs(): number {
  const [busyNs = '0'] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ');
  return Number(busyNs) / 1e6;
}
