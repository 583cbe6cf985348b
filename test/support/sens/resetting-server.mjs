import net from 'node:net';
import { parentPort } from 'node:worker_threads';

// A server on its own thread, so that it runs while the thread of the test is blocked. It answers the first request of
// each connection, keeps the connection, and resets it a moment later.
const ANSWER = 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n';
const TAKEN = '{"requestId":"RSSA-1"}';
let connections = 0;
const server = net.createServer((socket) => {
  connections += 1;
  const first = connections === 1;
  socket.on('error', () => socket.destroy());
  socket.on('data', (piece) => {
    parentPort?.postMessage({ connection: connections, posted: piece.includes('POST ') });
    if (first) {
      socket.write(ANSWER, () => setTimeout(() => socket.resetAndDestroy(), 40));
    } else {
      socket.write(`HTTP/1.1 202 Accepted\r\nContent-Length: ${TAKEN.length}\r\n\r\n${TAKEN}`);
    }
  });
});
server.listen(0, '127.0.0.1', () => parentPort?.postMessage(server.address()));
