/**
 * Ids are made as if the sample were always brought in at this moment: one that was cut short and is brought in again
 * later writes over its own rows instead of beside them.
 */
export const EPOCH = Date.UTC(2026, 0, 1)
