import tls from 'node:tls';
import { onTestFinished, vi } from 'vitest';
import type { Certificate } from '../sens/certificates';

/** Makes this process trust a certificate until the test ends, as NODE_EXTRA_CA_CERTS does from its start. */
export function trust(certificate: Certificate): void {
  const create = tls.createSecureContext.bind(tls);
  const spy = vi
    .spyOn(tls, 'createSecureContext')
    .mockImplementation((options) => create({ ...options, ca: [...tls.rootCertificates, certificate.cert] }));
  onTestFinished(() => spy.mockRestore());
}
