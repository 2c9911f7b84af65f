/** Warns of a sequence name that comes twice. So many names are remembered, and no more: an index has few millions, a set of reads many. */
const MOST_NAMES = 100_000

export class UniqueNames {
  private readonly names = new Set<string>()
  private readonly decoder = new TextDecoder()
  private readonly warn: (message: string) => void

  constructor(warn: (message: string) => void) {
    this.warn = warn
  }

  readonly add = (bytes: Uint8Array, from: number, to: number): void => {
    if (this.names.size >= MOST_NAMES) return
    // slice, not subarray: TextDecoder refuses views of shared memory.
    const name = this.decoder.decode(bytes.slice(from, to))
    const before = this.names.size
    this.names.add(name)
    if (this.names.size === before) this.warn(`the sequence name "${name}" comes more than once.`)
  }
}
