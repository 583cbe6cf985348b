/** What scripts/vite-plugins.mjs makes of a script for a browser. */
declare module '*.ts?page' {
  /** The script as JavaScript. */
  export const content: string;
}

/** A style sheet as its text (Vite documentation, "Importing Asset as String"). */
declare module '*.css?raw' {
  const content: string;
  export { content as default };
}
