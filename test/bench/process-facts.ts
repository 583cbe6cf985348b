import { readFileSync } from 'node:fs';

/** Ticks of a second in /proc/PID/stat: USER_HZ, 100 on Linux for every architecture Node runs on (proc(5), time(7)). */
const TICKS_PER_SECOND = 100;

/** Megabytes (2^20 bytes) a process has in memory at its peak (VmHWM) and now (VmRSS), as proc(5) counts them. */
export function memoryOf(pid: number): { readonly peakMb: number; readonly nowMb: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? Number.NaN) / 1024;
  return { peakMb: megabytes('VmHWM'), nowMb: megabytes('VmRSS') };
}

/** Seconds of processor time of a process and all its threads so far (utime + stime of proc(5)). */
export function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in brackets, which may hold anything; utime and stime are the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
