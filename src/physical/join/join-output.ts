/** Turns candidate pairs into the rows of a join of any type, in the order of the left rows. Knows which rows of the right side have matched. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import { constantColumn } from '../../columnar/constant-column.ts'
import { fixedWidth } from '../../columnar/fixed-width.ts'
import { gatherColumn } from '../../columnar/gather-column.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { NO_ROW, takeColumnOrNull } from '../../columnar/take-column-or-null.ts'
import type { TaskContext } from '../physical-operator.ts'
import { type Candidates, listPairs, type PairCursor, type Pairs } from './candidates.ts'
import type { JoinSpec } from './join-spec.ts'
import { compilePairPredicate, type PairPredicate } from './pair-predicate.ts'

export class JoinOutput {
  readonly #spec: JoinSpec
  readonly #right: Batch
  readonly #passes: PairPredicate
  readonly #rightMatched: Uint8Array
  /** Places of the output columns, those of the left side first. */
  readonly #output: readonly number[]

  constructor(spec: JoinSpec, right: Batch) {
    this.#spec = spec
    this.#right = right
    this.#passes = compilePairPredicate(spec.residual, spec)
    const remembersRight = spec.joinType === 'right' || spec.joinType === 'full'
    this.#rightMatched = new Uint8Array(remembersRight ? right.numRows : 0)
    const onlyLeft = spec.joinType === 'semi' || spec.joinType === 'anti'
    const all = spec.leftIds.length + (onlyLeft ? 0 : right.columns.length)
    this.#output = spec.output ?? Array.from({ length: all }, (_, place) => place)
  }

  /** The rows that one batch of the left side gives, at most `context.batchSize` and the unmatched ones a batch. */
  async *probe(left: Batch, candidates: Candidates, context: TaskContext): AsyncGenerator<Batch> {
    const { joinType } = this.#spec
    const keepsUnmatched = joinType === 'left' || joinType === 'full'
    const onlyLeft = joinType === 'semi' || joinType === 'anti'
    const matched = new Uint8Array(left.numRows)
    const cursor: PairCursor = { left: 0, at: candidates.starts[0] ?? 0 }
    while (cursor.left < left.numRows) {
      const from = cursor.left
      const pairs = this.#nextPairs(left, { candidates, cursor, capacity: context.batchSize })
      if (keepsUnmatched || onlyLeft) mark(matched, pairs.left)
      if (this.#rightMatched.length > 0) mark(this.#rightMatched, pairs.right)
      if (!onlyLeft) {
        const rows = keepsUnmatched ? withUnmatched(pairs, { from, to: cursor.left, matched }) : pairs
        if (rows.left.length > 0) yield this.#pairBatch(left, rows, keepsUnmatched)
      }
      const pause = context.breathe()
      if (pause) await pause
    }
    if (!onlyLeft) return
    const rows = rowsWith(matched, joinType === 'semi' ? 1 : 0)
    if (rows.length > 0) yield this.#leftBatch(left, rows)
  }

  /** The rows that one batch of the left side gives where each has one candidate at most, `found[row]` or -1, and there is no residual. */
  single(left: Batch, found: Int32Array): Batch | undefined {
    const { joinType } = this.#spec
    if (this.#rightMatched.length > 0) markFound(this.#rightMatched, found)
    if (joinType === 'anti') return this.#leftBatch(left, rowsBelowZero(found)) // batches without rows are dropped
    const right = new Uint32Array(found.buffer, found.byteOffset, found.length) // -1 is NO_ROW
    const matches = countFound(found)
    const all = matches === left.numRows
    if (joinType === 'left' || joinType === 'full') return this.#pairBatch(left, { left: 'all', right }, !all)
    if (matches === 0) return undefined
    const rows = all ? 'all' : foundRows(found, matches)
    if (joinType === 'semi') return this.#leftBatch(left, rows)
    return this.#pairBatch(left, { left: rows, right: rows === 'all' ? right : gather(right, rows) }, false)
  }

  /** After the last left batch of a right or full join: the right rows without a match. */
  async *unmatchedRight(context: TaskContext): AsyncGenerator<Batch> {
    if (this.#rightMatched.length === 0) return
    const { schema, leftIds } = this.#spec
    const rows = rowsWith(this.#rightMatched, 0)
    for (let start = 0; start < rows.length; start += context.batchSize) {
      const some = rows.subarray(start, start + context.batchSize)
      const columns = this.#output.map((place, index) => {
        const right = this.#right.columns[place - leftIds.length]
        return right ? takeColumn(right, some) : constantColumn(schema.fields[index]!.type, null, some.length) // one field a place
      })
      yield { schema, numRows: some.length, columns }
    }
  }

  #nextPairs(left: Batch, list: { readonly candidates: Candidates; readonly cursor: PairCursor; readonly capacity: number }): Pairs {
    const into = { left: new Uint32Array(list.capacity), right: new Uint32Array(list.capacity) }
    const count = listPairs(list.candidates, list.cursor, into)
    const pairs = { left: into.left.subarray(0, count), right: into.right.subarray(0, count) }
    const passing = count === 0 ? 'all' : this.#passes(left, this.#right, pairs)
    return passing === 'all' ? pairs : { left: gather(pairs.left, passing), right: gather(pairs.right, passing) }
  }

  #pairBatch(left: Batch, pairs: OutputRows, hasUnmatched: boolean): Batch {
    const { numbers } = this.#spec
    const columns = this.#output.map(place => {
      const column = left.columns[place]
      if (column && place < this.#spec.leftIds.length)
        return pairs.left === 'all' ? column : takeRows(column, { rows: pairs.left, take: takeColumn, numbers })
      const right = this.#right.columns[place - this.#spec.leftIds.length]! // the places behind are those of the right side
      return takeRows(right, { rows: pairs.right, take: hasUnmatched ? takeColumnOrNull : takeColumn, numbers })
    })
    return { schema: this.#spec.schema, numRows: pairs.right.length, columns }
  }

  #leftBatch(left: Batch, rows: Uint32Array | 'all'): Batch {
    const columns = this.#output.map(place => (rows === 'all' ? left.columns[place]! : takeColumn(left.columns[place]!, rows))) // of the left side
    return { schema: this.#spec.schema, numRows: rows === 'all' ? left.numRows : rows.length, columns }
  }
}

/** Rows of the left side, 'all' where each comes once and in order, and as many of the right. */
interface OutputRows {
  readonly left: Uint32Array | 'all'
  readonly right: Uint32Array
}

function mark(flags: Uint8Array, rows: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) flags[rows[i]!] = 1 // i < length
}

interface RowsToTake {
  readonly rows: Uint32Array
  readonly take: (column: Column, rows: Uint32Array) => Column
  readonly numbers: JoinSpec['numbers']
}

/** Text and lists, which cost more and which printers can read where they are, when somebody looks at them; numbers now, unless they are to wait too. */
function takeRows(column: Column, { rows, take, numbers }: RowsToTake): Column {
  return fixedWidth(column.type) && numbers !== 'late' ? take(column, rows) : gatherColumn(column, rows, take)
}

function markFound(flags: Uint8Array, found: Int32Array): void {
  for (let i = 0; i < found.length; i++) if (found[i]! >= 0) flags[found[i]!] = 1
}

function countFound(found: Int32Array): number {
  let missing = 0
  for (let row = 0; row < found.length; row++) missing += found[row]! >>> 31
  return found.length - missing
}

function foundRows(found: Int32Array, count: number): Uint32Array {
  const rows = new Uint32Array(count)
  for (let row = 0, at = 0; at < count; row++) if (found[row]! >= 0) rows[at++] = row
  return rows
}

function rowsBelowZero(found: Int32Array): Uint32Array {
  const rows = new Uint32Array(found.length)
  let count = 0
  for (let row = 0; row < found.length; row++) if (found[row]! < 0) rows[count++] = row
  return rows.subarray(0, count)
}

function rowsWith(flags: Uint8Array, value: 0 | 1): Uint32Array {
  const rows = new Uint32Array(flags.length)
  let count = 0
  for (let row = 0; row < flags.length; row++) if (flags[row] === value) rows[count++] = row
  return rows.subarray(0, count)
}

function gather(values: Uint32Array, rows: Uint32Array): Uint32Array {
  const gathered = new Uint32Array(rows.length)
  for (let i = 0; i < rows.length; i++) gathered[i] = values[rows[i]!]! // rows are positions in values
  return gathered
}

/** Puts left rows that are finished and have no match between the pairs, at their place. Row `to` may go on in the next pairs. */
function withUnmatched(pairs: Pairs, rows: { readonly from: number; readonly to: number; readonly matched: Uint8Array }): Pairs {
  const { from, to, matched } = rows
  const left = new Uint32Array(pairs.left.length + to - from)
  const right = new Uint32Array(left.length)
  let count = 0
  let pair = 0
  for (let row = from; row < to; row++) {
    while (pair < pairs.left.length && pairs.left[pair] === row) {
      left[count] = row
      right[count++] = pairs.right[pair++]! // pair < length
    }
    if (matched[row] === 1) continue
    left[count] = row
    right[count++] = NO_ROW
  }
  left.set(pairs.left.subarray(pair), count)
  right.set(pairs.right.subarray(pair), count)
  count += pairs.left.length - pair
  return { left: left.subarray(0, count), right: right.subarray(0, count) }
}
