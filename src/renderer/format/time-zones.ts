/** The time zones that the machine knows (IANA). */
export const TIME_ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');
