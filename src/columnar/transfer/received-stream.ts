/** What the receiver knows of one stream of messages: the counterpart of SentEntries. */
import { QueryError } from '../../common/errors.ts'
import type { Dictionary } from '../dictionary.ts'
import { grow } from '../grow.ts'
import type { Schema } from '../schema.ts'
import type { PackedDictionary } from './packed-batch.ts'
import { ReceivedDictionaries } from './received-dictionaries.ts'

interface CodeTable {
  /** Our code of each of the sender's codes, `size` of them. */
  codes: Int32Array
  size: number
}

interface Entries {
  /** The sender's entries, by message: one dictionary may serve several columns, whose dictionaries here differ. */
  readonly parts: PackedDictionary[]
  size: number
  readonly tables: Map<Dictionary, CodeTable>
}

export class ReceivedStream {
  schema: Schema | undefined
  private readonly dictionaries: ReceivedDictionaries
  private readonly received = new Map<number, Entries>()

  /** `dictionaries`: shared by all streams of a scan. */
  constructor(dictionaries: ReceivedDictionaries = new ReceivedDictionaries()) {
    this.dictionaries = dictionaries
  }

  /** The dictionary of the column at `path`, and the code there of each of the sender's codes. */
  resolve(packed: PackedDictionary, path: string): { readonly dictionary: Dictionary; readonly codes: Int32Array } {
    const entries: Entries = this.received.get(packed.id) ?? { parts: [], size: 0, tables: new Map() }
    this.received.set(packed.id, entries)
    const added = packed.offsets.length - 1
    if (packed.first !== entries.size) {
      throw new QueryError('INTERNAL', 'Batches of a worker were unpacked out of order. This is a bug in locusql; please report it.')
    }
    if (added > 0) entries.parts.push(packed)
    entries.size += added
    const dictionary = this.dictionaries.at(path)
    const table = entries.tables.get(dictionary) ?? { codes: new Int32Array(0), size: 0 }
    entries.tables.set(dictionary, table)
    extendTable(table, entries, dictionary)
    return { dictionary, codes: table.codes }
  }
}

function extendTable(table: CodeTable, entries: Entries, dictionary: Dictionary): void {
  if (table.size === entries.size) return
  if (entries.size > table.codes.length) table.codes = grow(table.codes, entries.size)
  for (const { first, offsets, bytes } of entries.parts) {
    if (first + offsets.length - 1 <= table.size) continue
    const start = offsets[0]! // a slice of offsets: not from 0
    // i + 1 is within the offsets.
    for (let i = 0; i + 1 < offsets.length; i++) {
      table.codes[first + i] = dictionary.encode(bytes, offsets[i]! - start, offsets[i + 1]! - start)
    }
  }
  table.size = entries.size
}
