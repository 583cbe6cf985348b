import { settingsProblem, type SettingsProblem } from './problems';
import type { LogSource, ReceiveSettings, Settings } from '../schema';

const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|\[::1\]):/;
const UNIX = 'unix:';

/** Returns the receiver if it may run, otherwise one that is off; reports the faults. */
export function usableReceiver(
  receive: ReceiveSettings,
  report: (problems: readonly SettingsProblem[]) => void,
): ReceiveSettings {
  const found = receiveProblems(receive);
  report(found);
  return found.length === 0 ? receive : { ...receive, listen: '' };
}

/** Warns of alerts to be watched that nothing receives. */
export function receiveWarnings({ receive, files }: Pick<Settings, 'receive' | 'files'>): SettingsProblem[] {
  return receive.listen === ''
    ? files.flatMap((log: LogSource, index) =>
        'alerts' in log ? [settingsProblem(['files', index, 'alerts'], 'no-receiver')] : [],
      )
    : [];
}

function receiveProblems({ listen, tokens, tls, allow }: ReceiveSettings): SettingsProblem[] {
  const ranges = allow.flatMap((range, index) =>
    isRange(range) ? [] : [settingsProblem(['receive', 'allow', index], 'bad-range', { range })],
  );
  if (listen === '' || LOOPBACK.test(listen)) {
    return ranges;
  }
  if (listen.startsWith(UNIX)) {
    return [...ranges, ...(tls ? [settingsProblem(['receive', 'tls'], 'tls-on-socket')] : [])];
  }
  return [
    ...ranges,
    ...(tls ? [] : [settingsProblem(['receive', 'tls'], 'needs-tls')]),
    ...(tokens.length > 0 ? [] : [settingsProblem(['receive', 'tokens'], 'needs-token')]),
  ];
}

/** True for an address, or a range of addresses in CIDR notation. */
function isRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const most = isIpv4(address) ? 32 : isIpv6(address) ? 128 : -1;
  return most > 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
}

function isIpv4(address: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(address) && address.split('.').every((octet) => Number(octet) <= 255);
}

/** True for eight groups, or fewer with one `::` (RFC 4291, section 2.2). */
function isIpv6(address: string): boolean {
  const halves = address.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const isComplete = halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8;
  return isComplete && groups.every((group) => /^[\da-f]{1,4}$/i.test(group));
}
