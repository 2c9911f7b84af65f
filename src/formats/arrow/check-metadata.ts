/**
 * Whether the metadata of an Arrow file (flatbuffers: Footer, Message, Schema) stays inside its bytes. The library believes every length, and a
 * broken one would have it fill the memory.
 */

/** What a table holds besides plain numbers, by the numbers of its fields. */
interface TableSpec {
  readonly tables?: Readonly<Record<number, TableName>>
  /** Bytes of one item. */
  readonly vectors?: Readonly<Record<number, number>>
  readonly tableVectors?: Readonly<Record<number, TableName>>
}

const LETTER = 1
const BLOCK = 24
const PAIR_OF_LONGS = 16
const LONG = 8

// By Arrow's File.fbs, Message.fbs and Schema.fbs.
const specs = {
  footer: { tables: { 1: 'schema' }, vectors: { 2: BLOCK, 3: BLOCK }, tableVectors: { 4: 'keyValue' } },
  schema: { tableVectors: { 1: 'field', 2: 'keyValue' }, vectors: { 3: LONG } },
  field: { vectors: { 0: LETTER }, tableVectors: { 5: 'field', 6: 'keyValue' } },
  keyValue: { vectors: { 0: LETTER, 1: LETTER } },
  message: { tableVectors: { 4: 'keyValue' } },
  recordBatch: { vectors: { 1: PAIR_OF_LONGS, 2: PAIR_OF_LONGS, 4: LONG } },
  dictionaryBatch: { tables: { 1: 'recordBatch' } },
} as const satisfies Readonly<Record<string, TableSpecOf>>

type TableName = 'footer' | 'schema' | 'field' | 'keyValue' | 'message' | 'recordBatch' | 'dictionaryBatch'
type TableSpecOf = {
  readonly tables?: Readonly<Record<number, string>>
  readonly vectors?: Readonly<Record<number, number>>
  readonly tableVectors?: Readonly<Record<number, string>>
}

/** A message's header by its type. */
const HEADERS: readonly (TableName | undefined)[] = [undefined, 'schema', 'dictionaryBatch', 'recordBatch']
const HEADER_TYPE = 1
const HEADER = 2
const DEEPEST = 64

/** Throws a RangeError where it does not. */
export function checkMetadata(bytes: Uint8Array, root: 'footer' | 'message'): void {
  new Walk(bytes).root(root)
}

/** Offset and length of the blocks that a footer names in one of its fields: 2 for dictionaries, 3 for record batches. */
export function footerBlocks(bytes: Uint8Array, field: 2 | 3): readonly { readonly start: number; readonly metadataBytes: number }[] {
  return new Walk(bytes).blocks(field)
}

class Walk {
  private readonly view: DataView
  /** Tables looked at: they may be shared, but not without end. */
  private visits = 0

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  root(name: 'footer' | 'message'): void {
    this.table(this.view.getUint32(0, true), name, 0)
  }

  blocks(field: 2 | 3): readonly { readonly start: number; readonly metadataBytes: number }[] {
    const at = this.target(this.view.getUint32(0, true), field)
    if (at === undefined) return []
    return Array.from({ length: this.count(at, BLOCK) }, (_, i) => {
      const block = at + 4 + i * BLOCK
      return { start: Number(this.view.getBigInt64(block, true)), metadataBytes: this.view.getInt32(block + 8, true) }
    })
  }

  private table(at: number, name: TableName, depth: number): void {
    if (depth > DEEPEST || ++this.visits > this.view.byteLength) throw new RangeError('its metadata is nested without end')
    const spec: TableSpec = specs[name]
    for (const [field, size] of Object.entries(spec.vectors ?? {})) {
      const vector = this.target(at, Number(field))
      if (vector !== undefined) this.count(vector, size)
    }
    for (const [field, child] of Object.entries(spec.tables ?? {})) {
      const table = this.target(at, Number(field))
      if (table !== undefined) this.table(table, child, depth + 1)
    }
    for (const [field, child] of Object.entries(spec.tableVectors ?? {})) {
      const vector = this.target(at, Number(field))
      if (vector === undefined) continue
      const count = this.count(vector, 4)
      for (let i = 1; i <= count; i++) this.table(vector + 4 * i + this.view.getUint32(vector + 4 * i, true), child, depth + 1)
    }
    if (name === 'message') this.header(at, depth)
  }

  private header(message: number, depth: number): void {
    const type = this.place(message, HEADER_TYPE)
    const header = this.target(message, HEADER)
    const name = type === undefined ? undefined : HEADERS[this.view.getUint8(type)]
    if (header !== undefined && name !== undefined) this.table(header, name, depth + 1)
  }

  /** Where the value of a field stands in a table. */
  private place(table: number, field: number): number | undefined {
    const layout = table - this.view.getInt32(table, true)
    const entry = 4 + 2 * field
    if (entry + 2 > this.view.getUint16(layout, true)) return undefined
    const offset = this.view.getUint16(layout + entry, true)
    return offset === 0 ? undefined : table + offset
  }

  /** Where the table or vector that a field refers to begins. */
  private target(table: number, field: number): number | undefined {
    const place = this.place(table, field)
    return place === undefined ? undefined : place + this.view.getUint32(place, true)
  }

  /** Items of a vector, all of which lie inside. */
  private count(vector: number, size: number): number {
    const count = this.view.getUint32(vector, true)
    if (vector + 4 + count * size > this.view.byteLength) throw new RangeError('a list in its metadata ends behind it')
    return count
  }
}
