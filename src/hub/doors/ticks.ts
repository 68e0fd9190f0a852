/** Does work every so often, never twice at once; returns the way to stop. */
export function every(ms: number, work: () => Promise<void>, failed: () => void): () => void {
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    work()
      .catch(failed)
      .finally(() => {
        busy = false
      })
  }, ms)
  timer.unref()
  return () => clearInterval(timer)
}
