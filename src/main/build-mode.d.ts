/** Set by electron-vite when it compiles: true in the builds of `npm run dev` alone. */
interface ImportMeta {
  readonly env: { readonly DEV: boolean };
}
