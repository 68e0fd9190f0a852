import { desk } from './desk.ts'
import { Watches } from './watches.ts'

const GRACE_MS = 3_000
/** Frames stop in a hidden window, but what waits for them must still be taken in. */
const HIDDEN_MS = 200

/** The watches of this window. */
export const watches = new Watches(desk, {
  frame: (then) => {
    if (document.hidden) setTimeout(then, HIDDEN_MS)
    else requestAnimationFrame(then)
  },
  later: (then) => {
    const timer = setTimeout(then, GRACE_MS)
    return () => clearTimeout(timer)
  },
})
