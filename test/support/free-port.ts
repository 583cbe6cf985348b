import net from 'node:net';

/** Below the ports that Linux gives out by itself (ip(7), `ip_local_port_range`: 32768 and up). */
const FIRST_PORT = 20_000;
const END = 32_768;

/** True if this process now listens at `address`; `keep` leaves it open until the process ends. */
function listens(address: net.ListenOptions, keep: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer().unref();
    server.once('error', () => resolve(false));
    server.listen(address, () => (keep ? resolve(true) : server.close(() => resolve(true))));
  });
}

/**
 * A loopback port that nobody takes before a test listens on it, also again after a restart: other programs get ports
 * above it, and an abstract socket (unix(7)) keeps it from other tests while this process runs.
 */
export async function freePort(): Promise<number> {
  for (let port = FIRST_PORT; port < END; port += 1) {
    const isOurs = await listens({ path: `\0logbell-test-port-${port}` }, true);
    if (isOurs && (await listens({ host: '127.0.0.1', port }, false))) {
      return port;
    }
  }
  throw new Error(`No port from ${FIRST_PORT} to ${END - 1} is free.`);
}
