/** Random access to named sequences: what fasta_seq looks up in. Implemented by formats/fasta. */
export interface SequenceSource {
  readonly location: string
  /** Shown by EXPLAIN: fai, or fai and gzi. */
  readonly index: string
  /** In the order of the file. */
  readonly names: readonly string[]
  /** Place among `names`, or -1. */
  find(name: string): number
  /** Bases of the sequence at a place. */
  lengthOf(place: number): number
  /** The bases of each span, one behind the other. Spans near each other are read at once. */
  fetch(spans: SequenceSpans, signal?: AbortSignal): Promise<{ readonly bytes: Uint8Array; readonly offsets: Int32Array }>
  close(): Promise<void>
}

/** Spans within their sequences, 0-based, ends exclusive. */
export interface SequenceSpans {
  readonly length: number
  readonly places: Int32Array
  readonly starts: Float64Array
  readonly ends: Float64Array
}
