/** Who is in which scope: so that what moves finds its desks without asking each of them. */
export class ScopeIndex<Member> {
  readonly #members = new Map<string, Set<Member>>()

  add(scope: string, member: Member): void {
    const members = this.#members.get(scope)
    if (members) members.add(member)
    else this.#members.set(scope, new Set([member]))
  }

  remove(scope: string, member: Member): void {
    const members = this.#members.get(scope)
    members?.delete(member)
    if (members?.size === 0) this.#members.delete(scope)
  }

  in(scope: string): Iterable<Member> {
    return this.#members.get(scope) ?? []
  }
}
