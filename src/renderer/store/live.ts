import { desk } from './desk.ts'
import { Watches } from './watches.ts'

const GRACE_MS = 3_000
/** Frames stop in a hidden window, but what waits for them must still be taken in. */
const HIDDEN_MS = 200
/** What comes alone is shown in the next frame; what comes one after the other, ten times a second: nobody reads faster. */
const AGAIN_MS = 100

let shownAt = Number.NEGATIVE_INFINITY

/** The watches of this window. */
export const watches = new Watches(desk, {
  frame: (then) => {
    const show = (): void => {
      shownAt = performance.now()
      then()
    }
    if (document.hidden) return void setTimeout(show, HIDDEN_MS)
    const wait = shownAt + AGAIN_MS - performance.now()
    if (wait > 0) setTimeout(() => requestAnimationFrame(show), wait)
    else requestAnimationFrame(show)
  },
  later: (then) => {
    const timer = setTimeout(then, GRACE_MS)
    return () => clearTimeout(timer)
  },
})
