const cleaners = new Set<() => void>()

/** Names what must not outlive a person's time at this desk: the next one to sign in is somebody else. */
export function onSignedOut(clean: () => void): void {
  cleaners.add(clean)
}

/** Forgets everything that belonged to whoever was here. */
export function forget(): void {
  for (const clean of cleaners) clean()
}
