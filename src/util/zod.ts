import { z } from 'zod';

// zod would compile checks with `new Function`; this tool runs where that is forbidden. The setting is read when a schema is made, so this module
// comes before every schema: plugins import it through the plugin API.
z.config({ jitless: true });

export { z };
