import { expect, it } from 'vitest';
import { ReceiverAccess } from '../../../../../src/main/engine/watch/alerts/access';

const RECEIVE = { listen: '0.0.0.0:9095', allow: ['10.0.0.0/8', '192.168.0.7', 'fd00::/8'], hosts: ['am.example.com'] };

function access(more: object = {}): ReceiverAccess {
  return new ReceiverAccess({ receive: { ...RECEIVE, tokens: [], ...more }, tokens: [] });
}

it.each([
  ['10.1.2.3', true],
  ['::ffff:10.1.2.3', true],
  ['192.168.0.7', true],
  ['fd12::1', true],
  // This machine.
  ['127.0.0.1', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['11.0.0.1', false],
  ['::ffff:11.0.0.1', false],
  ['192.168.0.8', false],
  ['fe80::1', false],
  // A client that is gone already.
  [undefined, false],
])('with ranges, %s may connect: %s', (address, may) => {
  expect(access().mayConnect(address)).toBe(may);
});

it('without ranges, and through a socket, everyone may connect', () => {
  expect(access({ allow: [] }).mayConnect('11.0.0.1')).toBe(true);
  expect(access({ listen: 'unix:/run/am.sock' }).mayConnect(undefined)).toBe(true);
});

it.each([
  ['127.0.0.1:9095', null],
  ['LocalHost', null],
  ['[::1]:9095', null],
  ['AM.example.com:9095', null],
  // No page on the web has a number for its name.
  ['10.1.2.3:9095', null],
  ['[fd12::1]:9095', null],
  ['evil.example.com', 'foreign-host'],
  ['127.0.0.1.evil.example.com', 'foreign-host'],
  ['', 'foreign-host'],
])('the Host %j is answered with %s', (host, fault) => {
  expect(access().fault({ headers: { host } })).toBe(fault);
});
