/** A browser script as compiled by scripts/build/page-script.mjs. */
declare module '*.ts?page' {
  /** The script as JavaScript. */
  export const content: string;
}

/** A style sheet as a string (Vite documentation, "Importing Asset as String"). */
declare module '*.css?raw' {
  const content: string;
  export { content as default };
}
