import type { Language } from '../../../src/shared/settings/schema';

/** The languages of the window, Korean first. */
export const LANGUAGES = ['ko', 'en'] as const satisfies readonly Language[];
