/** The wire's version. It grows when a frame or an event changes so that an older desk could misread it. */
export const PROTOCOL = 1

/** The oldest version that this one can still talk to. */
export const PROTOCOL_FLOOR = 1
