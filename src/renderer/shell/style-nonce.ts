/** The nonce the main process wrote into the page; every generated `<style>` must carry it (CSP Level 3, nonce-source). */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}

/** Hands the nonce to get-nonce, through which Mantine's scroll lock makes its style (its README names this global). */
export function shareStyleNonce(): void {
  Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
}
