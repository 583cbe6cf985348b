/** Time zones that the runtime knows (IANA). */
export const TIME_ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');
