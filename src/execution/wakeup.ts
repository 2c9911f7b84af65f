/** Lets one side of a queue wait until the other has changed something. Whoever wakes looks again by himself. */
export class Wakeup {
  #resolve: () => void = () => undefined
  #next = this.#renew()

  /** Settles at the next wake(). */
  get next(): Promise<void> {
    return this.#next
  }

  wake(): void {
    const resolve = this.#resolve
    this.#next = this.#renew()
    resolve()
  }

  #renew(): Promise<void> {
    return new Promise<void>(resolve => {
      this.#resolve = resolve
    })
  }
}
