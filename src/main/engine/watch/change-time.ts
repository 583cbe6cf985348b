/** Change times come from a clock that may tick only every 10 ms (inode(7), time(7)): two changes in one tick look alike. */
const CHANGE_TICK_NS = 20_000_000n;

/** Whether a later change would show by another change time: `changed` in ns, `now` in ms, both since 1970. */
export function isSettled(changed: bigint, now: number): boolean {
  return changed + CHANGE_TICK_NS < BigInt(Math.floor(now)) * 1_000_000n;
}
