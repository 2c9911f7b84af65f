/** The lines that a person types, one at a time. Lines pasted together wait for their turn. */
import type { Interface } from 'node:readline/promises'

export type PromptLine = { readonly text: string } | 'interrupted' | 'closed'

export class PromptLines {
  readonly #interface: Interface
  readonly #waiting: PromptLine[] = []
  #take: ((line: PromptLine) => void) | undefined

  constructor(lines: Interface) {
    this.#interface = lines
    lines.on('line', text => this.#give({ text }))
    lines.on('SIGINT', () => this.#give('interrupted'))
    lines.on('close', () => this.#give('closed'))
  }

  next(prompt: string): Promise<PromptLine> {
    const line = this.#waiting.shift()
    if (line) return Promise.resolve(line)
    this.#interface.setPrompt(prompt)
    this.#interface.prompt()
    return new Promise(resolve => {
      this.#take = resolve
    })
  }

  /** Forgets Ctrl-C that was meant for a query. */
  forgetInterrupts(): void {
    const kept = this.#waiting.filter(line => line !== 'interrupted')
    this.#waiting.splice(0, this.#waiting.length, ...kept)
  }

  #give(line: PromptLine): void {
    const take = this.#take
    this.#take = undefined
    if (take) take(line)
    else this.#waiting.push(line)
  }
}
