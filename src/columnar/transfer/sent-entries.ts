/** What one stream of messages has sent already. One a sender and stream; its messages must be unpacked in order. */
import type { Dictionary } from '../dictionary.ts'
import type { Schema } from '../schema.ts'
import type { PackedDictionary } from './packed-batch.ts'

export class SentEntries {
  private readonly sent = new Map<Dictionary, { readonly id: number; size: number }>()
  private schema: Schema | undefined

  /** The schema, if this is not the one sent last. */
  changedSchema(schema: Schema): Schema | undefined {
    if (schema === this.schema) return undefined
    this.schema = schema
    return schema
  }

  /** The entries that are new to the receiver, copied. */
  newEntries(dictionary: Dictionary): PackedDictionary {
    const known = this.sent.get(dictionary) ?? { id: this.sent.size, size: 0 }
    this.sent.set(dictionary, known)
    const first = known.size
    const { values, offsets, length } = dictionary.values()
    known.size = length
    // A Utf8 column has offsets and Uint8Array bytes.
    const newOffsets = offsets!.slice(first, length + 1)
    const bytes = (values as Uint8Array).slice(newOffsets[0], newOffsets[length - first])
    return { id: known.id, first, offsets: newOffsets, bytes }
  }
}
