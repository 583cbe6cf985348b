/** What scripts/vite-plugins.mjs makes of an AssemblyScript file. */
declare module '*.ts?assembly' {
  /** The compiled module. It imports its memory as `env.memory`. */
  export const wasmBase64: string;
}
