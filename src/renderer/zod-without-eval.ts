import { z } from 'zod';

// The page's CSP forbids eval; zod would probe for it as soon as a schema is made, so this module is imported first.
z.config({ jitless: true });
