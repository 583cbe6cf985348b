/** Interval between two checks of the condition, ms. */
const CHECK_MS = 5;

/**
 * Waits until `condition` returns a truthy value and returns it; fails with `what` after `limitMs`. The default is a
 * safety net for slow machines, shorter than the minute between the sweeps of tests of events.
 */
export async function until<Value>(
  condition: () => Value | Promise<Value>,
  what: string,
  limitMs = 30_000,
): Promise<NonNullable<Value>> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const value = await condition();
    if (value) {
      return value;
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${limitMs} ms in vain until ${what}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, CHECK_MS));
  }
}
