/**
 * Package that is part of Logbell. The list is made from the lock file when the window is built
 * (electron.vite.config.ts).
 */
interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

declare const SHIPPED_PACKAGES: readonly ShippedPackage[];
