/** Makes a message of a batch, with the buffers to transfer. The batch cannot be read afterwards. */
import type { Batch } from '../batch.ts'
import { bitmapBytes } from '../bitmap.ts'
import type { Column } from '../column.ts'
import type { FixedWidthArray } from '../fixed-width.ts'
import { fixedWidth } from '../fixed-width.ts'
import { sliceColumn } from '../slice-column.ts'
import type { PackedBatch, PackedColumn } from './packed-batch.ts'
import { SentEntries } from './sent-entries.ts'

// `!` and casts below: Column promises the buffers of its type.

/** `sent`: what the stream has sent so far; without one, the message has all entries of its dictionaries. */
export function packBatch(
  batch: Batch,
  sent: SentEntries = new SentEntries(),
): { readonly message: PackedBatch; readonly transfer: ArrayBuffer[] } {
  const schema = sent.changedSchema(batch.schema)
  const compactor = new Compactor()
  const columns = batch.columns.map(column => packColumn(column, sent, compactor))
  const message = { numRows: batch.numRows, columns }
  return { message: schema === undefined ? message : { schema, ...message }, transfer: [...compactor.buffers] }
}

function packColumn(column: Column, sent: SentEntries, compactor: Compactor): PackedColumn {
  const { type, length, nullCount, validity, offsets, children, dictionary } = column
  const bits = validity === undefined ? undefined : compactor.own(validity.subarray(0, bitmapBytes(length)))
  const base = bits === undefined ? { length, nullCount } : { length, nullCount, validity: bits }
  const width = fixedWidth(type)
  if (width !== undefined) {
    const { buffer, byteOffset } = column.values
    const values = compactor.own(
      new width.array(buffer, byteOffset, (length * width.bytesPerRow) / width.array.prototype.BYTES_PER_ELEMENT),
    )
    return dictionary === undefined ? { ...base, values } : { ...base, values, dictionary: sent.newEntries(dictionary) }
  }
  if (type.kind === 'boolean') return { ...base, values: compactor.own((column.values as Uint8Array).subarray(0, bitmapBytes(length))) }
  const nothing = new Uint8Array(0)
  if (type.kind === 'struct') return { ...base, values: nothing, children: children!.map(child => packColumn(child, sent, compactor)) }
  if (offsets === undefined) return { ...base, values: nothing }
  const start = offsets[0]!
  const end = offsets[length]!
  const rebased = compactor.own(
    start === 0 ? offsets.subarray(0, length + 1) : offsets.subarray(0, length + 1).map(offset => offset - start),
  )
  if (type.kind !== 'list') return { ...base, values: compactor.own((column.values as Uint8Array).subarray(start, end)), offsets: rebased }
  return { ...base, values: nothing, offsets: rebased, children: [packColumn(sliceColumn(children![0]!, start, end), sent, compactor)] }
}

/** Copies what sits in a buffer much larger than itself or in shared memory, and collects the buffers of the rest. */
class Compactor {
  readonly buffers = new Set<ArrayBuffer>()

  own<A extends FixedWidthArray>(array: A): A {
    const { buffer, byteLength } = array
    const keep = buffer instanceof ArrayBuffer && byteLength * 2 >= buffer.byteLength && !this.buffers.has(buffer)
    const owned = keep ? array : (array.slice() as A) // slice returns the class it was called on
    // After slice the buffer is a plain ArrayBuffer, even of shared memory.
    if (byteLength > 0) this.buffers.add(owned.buffer as ArrayBuffer)
    return owned
  }
}
