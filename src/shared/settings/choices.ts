/** The zones of SENS (API overview page); `custom` takes `baseUrl`, for tests and proxies. */
export const ZONES = ['public', 'government', 'financial', 'custom'] as const;

/** How the bytes of a file become text; `auto` reads UTF-8 (or what a byte order mark says) and reports a file that is not. */
export const ENCODINGS = ['auto', 'utf8', 'cp949', 'utf16le', 'utf16be', 'latin1'] as const;

/** The languages whose stack traces are known as they are printed (docs/watching.md). */
export const TRACES = ['java', 'python', 'go'] as const;

/** Days of the week as settings name them. */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The steps that the window leads through after the first start, in order. */
export const FIRST_STEPS = ['try', 'keys', 'who', 'what'] as const;
