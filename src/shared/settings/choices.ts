/** Zones of SENS (API overview page); `custom` takes `baseUrl`, for tests and proxies. */
export const ZONES = ['public', 'government', 'financial', 'custom'] as const;

/** Encodings of log files; `auto` reads UTF-8 (or as the byte order mark says) and reports a file that is neither. */
export const ENCODINGS = ['auto', 'utf8', 'cp949', 'utf16le', 'utf16be', 'latin1'] as const;

/** Languages whose stack traces Logbell joins into one entry (docs/explain/how-watching-works.md). */
export const TRACES = ['java', 'python', 'go'] as const;

/** Levels of journal entries, worst first; the index is the number in `PRIORITY` (syslog(3)). */
export const PRIORITIES = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'] as const;

/** Days of the week as settings name them. */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Steps of the introduction after the first start, in order. */
export const FIRST_STEPS = ['try', 'keys', 'who', 'what'] as const;
