/** Closes a switch: the compiler complains here when a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`unforeseen: ${JSON.stringify(value)}`)
}
