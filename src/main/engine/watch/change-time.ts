/** Change times come from a clock that may tick only every 10 ms (inode(7), time(7)): two changes in one tick look alike. */
const CHANGE_TICK_NS = 20_000_000n;
/** Some mounts tell times in whole seconds, or in two (sshfs, FAT). */
const SECOND_NS = 1_000_000_000n;
const LONGEST_TICK_NS = 2n * SECOND_NS;

/** Whether a later change would show by another change time: `changed` in ns, `now` in ms, both since 1970. */
export function isSettled(changed: bigint, now: number): boolean {
  const tick = changed % SECOND_NS === 0n ? LONGEST_TICK_NS : CHANGE_TICK_NS;
  return changed + tick < BigInt(Math.floor(now)) * 1_000_000n;
}
