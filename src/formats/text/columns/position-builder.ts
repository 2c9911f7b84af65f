/** Builds start and end columns: UInt32, or Int64 where the table says positions => 'int64'. */
import { Int64Builder } from '../../../columnar/builders/int64-builder.ts'
import { NumberBuilder } from '../../../columnar/builders/number-builder.ts'
import type { Column } from '../../../columnar/column.ts'

export type PositionKind = 'uint32' | 'int64'

const MAX_UINT32 = 2 ** 32 - 1
const NONE = new Int32Array(0)

export class PositionBuilder {
  private readonly kind: PositionKind
  private readonly builder: NumberBuilder | Int64Builder
  private readonly least: number
  private readonly most: number

  constructor(kind: PositionKind) {
    this.kind = kind
    this.builder = kind === 'uint32' ? new NumberBuilder({ kind }) : new Int64Builder({ kind })
    this.least = kind === 'uint32' ? 0 : Number.MIN_SAFE_INTEGER
    this.most = kind === 'uint32' ? MAX_UINT32 : Number.MAX_SAFE_INTEGER
  }

  /** False, and nothing is appended, where the position does not fit. */
  append(position: number): boolean {
    if (!(position >= this.least && position <= this.most)) return false
    this.builder.appendNumber(position)
    return true
  }

  /** Positions that fit whatever the kind: from 0 to 2^31 - 1. `nulls`: which of them are NULL, ascending. */
  appendAll(positions: Int32Array, nulls: Int32Array = NONE): void {
    const { builder } = this
    if (builder instanceof NumberBuilder) {
      builder.appendNumbers(positions, nulls)
      return
    }
    for (let i = 0, next = 0; i < positions.length; i++) {
      if (nulls[next] === i) {
        builder.appendNull()
        next++
      } else builder.appendNumber(positions[i]!) // i < length
    }
  }

  appendNull(): void {
    this.builder.appendNull()
  }

  finish(): Column {
    return this.builder.finish()
  }

  /** Why `append` refused a position, and what to do. */
  refusal(column: string, position: number): string {
    if (Math.abs(position) > Number.MAX_SAFE_INTEGER) return `${column} ${position} is beyond 2^53, the largest position there is.`
    const advice = this.kind === 'uint32' ? "; give the table the option positions => 'int64'." : '.'
    return `${column} ${position} does not fit into ${this.kind === 'uint32' ? 'UInt32' : 'Int64'}${advice}`
  }
}
