/**
 * An idle process: prints the longest block of its event loop so far, ms, each second. Its figures show the noise of
 * the machine.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
process.stdout.write('0\n');
setInterval(() => process.stdout.write(`${delay.max / 1e6}\n`), 1_000);
