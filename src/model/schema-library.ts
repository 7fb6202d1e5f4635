/**
 * The schema library, told never to compile schemas to code nor to try whether it could: the page's
 * Content-Security-Policy forbids it, and the attempt alone is reported as a violation. Schemas take the library from here.
 */
import * as z from 'zod/mini';

z.config({ jitless: true });

export { z };
