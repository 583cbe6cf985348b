import { Message, sessionBus, Variant } from 'dbus-next';

const BUS = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' };

/** A method call on the session bus; `signature` and `body` in D-Bus notation. */
export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** Session bus of the desktop under test. */
export class SessionBus {
  readonly #bus;

  constructor(address: string) {
    this.#bus = sessionBus({ busAddress: address });
  }

  /** Calls a method and returns its result with variants unwrapped; rejects with the D-Bus error. */
  async call({ body = [], ...call }: BusCall): Promise<readonly unknown[]> {
    const reply = await this.#bus.call(new Message({ ...call, body: [...body] }));
    return (reply?.body ?? []).map(opened);
  }

  /** Reads a property (D-Bus specification, org.freedesktop.DBus.Properties). */
  async property(of: Omit<BusCall, 'member'>, name: string): Promise<unknown> {
    const [value] = await this.call({
      ...{ destination: of.destination, path: of.path, interface: 'org.freedesktop.DBus.Properties', member: 'Get' },
      ...{ signature: 'ss', body: [of.interface, name] },
    });
    return value;
  }

  /** True if this well-known name has an owner. */
  async hasOwner(name: string): Promise<boolean> {
    const [owned] = await this.call({ ...BUS, member: 'NameHasOwner', signature: 's', body: [name] });
    return owned === true;
  }

  /** Id of the process behind a bus name. */
  async processOf(name: string): Promise<number> {
    const [pid] = await this.call({ ...BUS, member: 'GetConnectionUnixProcessID', signature: 's', body: [name] });
    return Number(pid);
  }

  close(): void {
    this.#bus.disconnect();
  }
}

function opened(value: unknown): unknown {
  if (value instanceof Variant) {
    return opened(value.value);
  }
  if (Array.isArray(value)) {
    return value.map(opened);
  }
  if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, opened(inner)]));
  }
  return value;
}
