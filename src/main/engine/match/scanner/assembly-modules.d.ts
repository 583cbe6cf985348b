/** An AssemblyScript file as compiled by scripts/build/assembly.mjs. */
declare module '*.ts?assembly' {
  /** The compiled module. It imports its memory as `env.memory`. */
  export const wasmBase64: string;
}
