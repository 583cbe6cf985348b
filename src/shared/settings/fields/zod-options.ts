import { z } from 'zod';

// A parser compiled from each schema takes longer than the few values that Logbell checks.
z.config({ jitless: true });
