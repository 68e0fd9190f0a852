import { z } from 'zod'

// The renderer lives under a policy without eval, so zod must not try to compile its parsers. A schema looks at this when
// it is made, so whatever makes one imports this first.
z.config({ jitless: true })
