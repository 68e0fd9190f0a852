/** The wire's version. It grows when a frame or an event changes so that an older desk could misread it. 2: a case may be raised. 3: it may be lent. */
export const PROTOCOL = 3

/** The oldest version that this one can still talk to. */
export const PROTOCOL_FLOOR = 3
