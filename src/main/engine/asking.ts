interface Waiting {
  readonly answer: (value: unknown) => void
  readonly fail: (error: Error) => void
}

/** Questions on their way over a port, matched with their answers by number. */
export class Asking {
  readonly #waiting = new Map<number, Waiting>()
  #last = 0

  ask(post: (n: number) => void): Promise<unknown> {
    const n = ++this.#last
    return new Promise((answer, fail) => {
      this.#waiting.set(n, { answer, fail })
      post(n)
    })
  }

  answer(n: number, value: unknown): void {
    this.#take(n)?.answer(value)
  }

  fail(n: number, message: string): void {
    this.#take(n)?.fail(new Error(message))
  }

  failAll(message: string): void {
    for (const n of [...this.#waiting.keys()]) this.fail(n, message)
  }

  #take(n: number): Waiting | undefined {
    const waiting = this.#waiting.get(n)
    this.#waiting.delete(n)
    return waiting
  }
}
