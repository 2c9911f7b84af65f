/** Makes a batch of a message of packBatch. */
import { QueryError } from '../../common/errors.ts'
import type { Batch } from '../batch.ts'
import type { Column } from '../column.ts'
import type { DataType } from '../data-type.ts'
import { recode } from '../recode.ts'
import type { PackedBatch, PackedColumn } from './packed-batch.ts'
import { ReceivedStream } from './received-stream.ts'

/** `stream`: what came before in the stream, in order; its dictionaries are appended to. */
export function unpackBatch(message: PackedBatch, stream: ReceivedStream = new ReceivedStream()): Batch {
  const schema = message.schema ?? stream.schema
  if (schema === undefined)
    throw new QueryError('INTERNAL', 'The first batch of a worker came without its schema. This is a bug in locusql; please report it.')
  stream.schema = schema
  // One field a column.
  const columns = message.columns.map((column, i) => unpackColumn(column, schema.fields[i]!.type, { stream, path: `${i}` }))
  return { schema, numRows: message.numRows, columns }
}

interface Place {
  readonly stream: ReceivedStream
  readonly path: string
}

function unpackColumn(packed: PackedColumn, type: DataType, place: Place): Column {
  const { children, dictionary, ...buffers } = packed
  if (dictionary !== undefined) {
    const { dictionary: own, codes } = place.stream.resolve(dictionary, place.path)
    // Values of dictionary columns are Int32Array.
    return { ...buffers, type, values: recode(packed.values as Int32Array, packed.length, codes), dictionary: own }
  }
  if (children === undefined) return { ...buffers, type }
  return {
    ...buffers,
    type,
    children: children.map((child, i) => unpackColumn(child, childType(type, i), { ...place, path: `${place.path}.${i}` })),
  }
}

function childType(type: DataType, index: number): DataType {
  if (type.kind === 'list') return type.item
  return (type as DataType & { kind: 'struct' }).fields[index]!.type // only lists and structs have children
}
