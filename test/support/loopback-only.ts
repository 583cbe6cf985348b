import net from 'node:net';

const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|::1|\[::1\])$/;

type Connect = (...args: unknown[]) => net.Socket;

/** Set on the function below: test files that share a process load this file again. */
const GUARD = Symbol.for('logbell.loopback-only');

const connect = Reflect.get(net.Socket.prototype, 'connect') as Connect;

/** Host of a `connect` call; undefined for a socket file. */
function targetHost(args: readonly unknown[]): string | undefined {
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first !== 'object' || first === null || ('path' in first && typeof first.path === 'string')) {
    return undefined;
  }
  return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost';
}

/** Limits tests to this machine: connections to other addresses fail at once. */
function guarded(this: net.Socket, ...args: unknown[]): net.Socket {
  const host = targetHost(args);
  if (host !== undefined && !LOOPBACK.test(host)) {
    throw new Error('A test tried to reach the network.');
  }
  return Reflect.apply(connect, this, args);
}

if (!(GUARD in connect)) {
  Reflect.set(net.Socket.prototype, 'connect', Object.assign(guarded, { [GUARD]: true }));
}
