import { readFileSync } from 'node:fs';

/** Ticks per second in /proc/PID/stat: USER_HZ, 100 on Linux for every architecture Node runs on (proc(5), time(7)). */
const TICKS_PER_SECOND = 100;

/** Peak (VmHWM) and current (VmRSS) memory of a process, 2^20 bytes (proc(5)). */
export function memoryOf(pid: number): { readonly peakMb: number; readonly nowMb: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? Number.NaN) / 1024;
  return { peakMb: megabytes('VmHWM'), nowMb: megabytes('VmRSS') };
}

/** CPU seconds of a process and all its threads so far (utime + stime of proc(5)). */
export function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program name in brackets, which may contain anything; utime and stime are the 14th and
  // 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
