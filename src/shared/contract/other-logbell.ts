/** Another running Logbell on this machine, with settings and history of its own. */
export interface OtherLogbell {
  /** `system` is the system service, `service` one of the user. */
  readonly kind: 'system' | 'service' | 'watch' | 'desktop';
  readonly settingsFolder: string;
}
