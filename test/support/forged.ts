/** A token with one letter of its signature changed: never the same signature, whatever the letter was. */
export function forged(token: string): string {
  const at = token.length - 8
  return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
}
