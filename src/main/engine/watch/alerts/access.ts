import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { ReceiveSettings } from '../../../../shared/settings/schema';
import { isLoopbackHost, listenAddress } from '../../common/listen-address';

/** Who may send alerts. */
export interface AccessRules {
  readonly receive: Pick<ReceiveSettings, 'listen' | 'allow' | 'hosts' | 'tokens'>;
  /** Values of the tokens that are known. */
  readonly tokens: readonly string[];
}

/** Reason why a request is refused before its body is read; `receive` in src/shared/i18n has the sentences. */
export type AccessFault = 'foreign-host' | 'no-token';

/** Addresses that stand for all of the machine. */
const ANY = new Set(['0.0.0.0', '::']);

/** Checks connections and requests. */
export class ReceiverAccess {
  readonly #rules: AccessRules;
  readonly #allowed: BlockList | null;
  /** Hashes, as a comparison in constant time needs values of one length. */
  readonly #tokens: readonly Buffer[];
  readonly #hosts: ReadonlySet<string>;
  readonly #isSocket: boolean;
  readonly #isAny: boolean;

  constructor(rules: AccessRules) {
    const { listen, allow, hosts } = rules.receive;
    const address = listenAddress(listen);
    this.#rules = rules;
    this.#isSocket = address.kind === 'unix';
    this.#allowed = allow.length === 0 ? null : rangesOf(allow);
    this.#tokens = rules.tokens.map(digest);
    const own = address.kind === 'tcp' ? address.host.toLowerCase() : '';
    this.#isAny = ANY.has(own);
    this.#hosts = new Set([...hosts.map((host) => host.toLowerCase()), ...(own === '' ? [] : [own])]);
  }

  /** True if this address may connect; this machine always may. */
  mayConnect(address: string | undefined): boolean {
    if (this.#allowed === null || this.#isSocket) {
      return true;
    }
    const plain = (address ?? '').replace(/^::ffff:(?=\d+\.)/, '');
    const family = isIP(plain);
    return (
      isLoopbackHost(family === 6 ? `[${plain}]` : plain) || this.#allowed.check(plain, family === 6 ? 'ipv6' : 'ipv4')
    );
  }

  /** Returns why a request is refused; null if it is not. */
  fault({ headers }: Pick<IncomingMessage, 'headers'>): AccessFault | null {
    if (!this.#isKnownHost(headers.host ?? '')) {
      return 'foreign-host';
    }
    return this.#rules.receive.tokens.length === 0 || this.#hasToken(headers.authorization ?? '') ? null : 'no-token';
  }

  /** A page on the web could only send its own name (DNS rebinding), so numbers need no check. */
  #isKnownHost(host: string): boolean {
    const name = host
      .replace(/:\d+$/, '')
      .replace(/^\[(.*)\]$/, '$1')
      .toLowerCase();
    return this.#isSocket || isLoopbackHost(host) || this.#hosts.has(name) || (this.#isAny && isIP(name) !== 0);
  }

  #hasToken(authorization: string): boolean {
    const given = digest(/^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '');
    // Compares with all, so that the time does not tell which one is right.
    return this.#tokens.map((token) => timingSafeEqual(token, given)).includes(true);
  }
}

function rangesOf(allow: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of allow) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) {
      list.addAddress(address, family);
    } else {
      list.addSubnet(address, Number(bits), family);
    }
  }
  return list;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
