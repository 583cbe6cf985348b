import https from 'node:https';

/**
 * Posts a body to Logbell on this machine once from each local address
 * (`node post-from.mjs PORT TOKEN BODY ADDRESS…`), and prints the status that each got as JSON; null for a connection
 * that was closed without an answer.
 */
const [port = '', token = '', body = '', ...addresses] = process.argv.slice(2);

/**
 * @param {string} localAddress
 * @returns {Promise<number | null>}
 */
function post(localAddress) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const options = { host: localAddress, port, localAddress, path: '/api/v2/alerts', method: 'POST', agent: false };
  return new Promise((resolve) => {
    https
      // The certificate is for a name, not for these addresses.
      .request({ ...options, headers, rejectUnauthorized: false }, (response) => {
        resolve(response.resume().statusCode ?? null);
      })
      .on('error', () => resolve(null))
      .end(body.replace('ADDRESS', localAddress));
  });
}

const statuses = [];
for (const address of addresses) {
  statuses.push([address, await post(address)]);
}
process.stdout.write(JSON.stringify(statuses));
