import * as z from 'zod/mini';

// A parser compiled from each schema takes longer than the few values that Logbell checks.
z.config({ jitless: true });
