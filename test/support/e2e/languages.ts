import type { Language } from '../../../src/shared/settings/schema';

/** Languages of the window, Korean first. */
export const LANGUAGES = ['ko', 'en'] as const satisfies readonly Language[];
