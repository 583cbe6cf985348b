/**
 * Nonce that the main process wrote into the page; every generated `<style>` must carry it (CSP Level 3, nonce-source).
 */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}

/** Passes the nonce to get-nonce, which Mantine's scroll lock uses for its style (its README names this global). */
export function shareStyleNonce(): void {
  Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
}
