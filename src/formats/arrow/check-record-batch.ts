/** Whether a record batch of a file holds what it says: broken lengths and offsets would be read as values, or as rows without end. */
import type { Data, RecordBatch } from 'apache-arrow'

/** Throws a RangeError for the first column at fault. `recordBatch` may hold some of the columns only. */
export function checkRecordBatch(recordBatch: RecordBatch): void {
  const { numRows, schema } = recordBatch
  for (const [index, data] of recordBatch.data.children.entries()) {
    const name = schema.fields[index]?.name ?? ''
    if (data.length !== numRows) throw new RangeError(`column "${name}" has ${data.length} values in a record batch of ${numRows} rows`)
    const fault = dataFault(data)
    if (fault !== undefined) throw new RangeError(`column "${name}" ${fault}`)
  }
}

function dataFault(data: Data): string | undefined {
  const { length, offset, nullBitmap, values, children } = data
  if (length < 0) return 'has a negative length'
  if (nullBitmap && nullBitmap.length > 0 && nullBitmap.length * 8 < length) return 'has too few validity bits'
  // The types of the library say that these are always there; null columns and structs have none.
  const offsets = data.valueOffsets as Int32Array | BigInt64Array | undefined
  if (offsets !== undefined && offsets.length > 0) return offsetsFault(data, offsets)
  if (data.dictionary !== undefined) return codesFault(data)
  if (values !== undefined && children.length === 0) {
    const wanted = isBits(data) ? Math.ceil(((offset % 8) + length) / 8) : length * data.stride
    if ((values as ArrayLike<unknown>).length < wanted) return `has too few bytes for its ${length} values`
  }
  for (const child of children) {
    if (child.length < length * Math.max(1, data.stride)) return `has a child of ${child.length} values, which are too few`
    const fault = dataFault(child)
    if (fault !== undefined) return fault
  }
  return undefined
}

function isBits({ type }: Data): boolean {
  return String(type) === 'Bool'
}

/** Offsets must ascend, and end inside the bytes or the child. */
function offsetsFault({ length, values, children }: Data, offsets: Int32Array | BigInt64Array): string | undefined {
  if (length === 0) return undefined
  if (offsets.length < length + 1) return `has ${offsets.length} offsets for ${length} values`
  for (let row = 0; row < length; row++) if (offsets[row]! > offsets[row + 1]!) return 'has offsets that do not ascend' // there is one more than rows
  const [child] = children
  const size = child === undefined ? ((values as ArrayLike<unknown> | undefined)?.length ?? 0) : child.length
  if (Number(offsets[0]) < 0 || Number(offsets[length]) > size) return 'has offsets beyond its bytes'
  return child === undefined ? undefined : dataFault(child)
}

function codesFault({ length, values, dictionary }: Data): string | undefined {
  const codes = values as ArrayLike<number | bigint>
  if (codes.length < length) return `has too few codes for its ${length} values`
  const size = dictionary?.length ?? 0
  // Codes under a NULL are unspecified, and mostly 0: a large one there is a fault all the same.
  for (let row = 0; row < length; row++)
    if (Number(codes[row]) < 0 || Number(codes[row]) > Math.max(0, size - 1)) return 'has codes beyond its dictionary'
  return undefined
}
