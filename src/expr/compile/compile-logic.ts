/** AND and OR: an operand that may fail, or costs much, runs only on the rows that the operands before it have not decided. */
import type { Batch } from '../../columnar/batch.ts'
import { bitmapBytes } from '../../columnar/bitmap.ts'
import type { Column } from '../../columnar/column.ts'
import { booleanColumn } from '../../kernels/boolean-column.ts'
import { isEverywhere, isNowhereTrue } from '../../kernels/decided-bits.ts'
import { FilterMask } from '../../kernels/filter/filter-mask.ts'
import { andColumns, orColumns } from '../../kernels/logic.ts'
import { scatterBooleans } from '../../kernels/scatter-booleans.ts'
import { setRows, trueRows } from '../../kernels/true-rows.ts'
import { canFail } from '../can-fail.ts'
import type { Expr } from '../expr.ts'
import { isExpensive } from '../is-expensive.ts'
import { batchRows } from './batch-rows.ts'
import type { Compiler, Evaluate } from './compiler.ts'
import { maskTerms } from './mask-terms.ts'

type Logic = 'and' | 'or'

interface Operand {
  readonly evaluate: Evaluate
  readonly columns: ReadonlySet<number>
  /** always: on undecided rows only. sometimes: where they are few. never: on all rows, which is faster than picking some. */
  readonly lazy: 'always' | 'sometimes' | 'never'
}

export function compileLogic(kind: Logic, operands: readonly Expr[], compiler: Compiler): Evaluate {
  return combineOperands(compileAll(operands, compiler), {
    kind,
    undecided: result => undecidedRows(kind, result),
    isDecided: result => isEverywhere(kind === 'or', result),
  })
}

/**
 * AND of which only TRUE counts, as in WHERE: there NULL decides too. Comparisons in front run by vectors: `mask` where there are no other operands.
 * The bits of the column that comes back are then good until the next conjunction is evaluated.
 */
export function compileConjunction(
  operands: readonly Expr[],
  compiler: Compiler,
): { readonly evaluate: Evaluate; readonly mask?: FilterMask } {
  const terms = maskTerms(operands, compiler)
  const rest = compileAll(operands.slice(terms.length), compiler)
  if (terms.length === 0) return { evaluate: rest.length === 1 ? rest[0]!.evaluate : combineOperands(rest, CONJUNCTION) } // the one operand
  const plain = combineOperands(compileAll(operands.slice(0, terms.length), compiler), CONJUNCTION)
  const mask = new FilterMask(terms)
  const evaluate: Evaluate = batch => {
    const bits = mask.bits(batch)
    return bits ? booleanColumn(bits, batch.numRows) : plain(batch)
  }
  if (rest.length === 0) return { evaluate, mask }
  return { evaluate: combineOperands([{ evaluate, columns: new Set(), lazy: 'never' }, ...rest], CONJUNCTION) }
}

interface Decision {
  readonly kind: Logic
  /** The rows that the next operand may still change. */
  readonly undecided: (result: Column) => Uint32Array | 'all'
  /** Whether there are none. */
  readonly isDecided: (result: Column) => boolean
}

const CONJUNCTION: Decision = { kind: 'and', undecided: trueRows, isDecided: isNowhereTrue }

function compileAll(operands: readonly Expr[], compiler: Compiler): readonly Operand[] {
  return operands.map(operand => compileOperand(operand, compiler))
}

/** Of many regions in a WHERE clause most lie on other contigs than the rows at hand: their other conditions, and they themselves, change nothing then. */
function combineOperands(compiled: readonly Operand[], { kind, undecided, isDecided }: Decision): Evaluate {
  const neutral = kind === 'and'
  const combine = kind === 'and' ? andColumns : orColumns
  return batch => {
    let result = constantBooleans(neutral, batch.numRows)
    for (const operand of compiled) {
      const rows = operand.lazy === 'never' ? 'all' : undecided(result)
      if (rows === 'all' ? isDecided(result) : rows.length === 0) break
      const some = evaluateOn(operand, batch, { rows, neutral })
      if (!isEverywhere(neutral, some)) result = combine(result, some)
    }
    return result
  }
}

function compileOperand(operand: Expr, compiler: Compiler): Operand {
  const lazy = canFail(operand) ? 'always' : isExpensive(operand) ? 'sometimes' : 'never'
  return { evaluate: compiler.compile(operand), columns: compiler.columnIndexes(operand), lazy }
}

function evaluateOn(operand: Operand, batch: Batch, where: { readonly rows: Uint32Array | 'all'; readonly neutral: boolean }): Column {
  const { rows, neutral } = where
  // A third of the rows: picking text costs about as much as looking at it.
  if (rows === 'all' || (operand.lazy === 'sometimes' && rows.length * 3 > batch.numRows)) return operand.evaluate(batch)
  const some = operand.evaluate(batchRows(batch, rows, operand.columns))
  return scatterBooleans(some, rows, { length: batch.numRows, elsewhere: neutral })
}

function constantBooleans(value: boolean, length: number): Column {
  return booleanColumn(new Uint8Array(bitmapBytes(length)).fill(value ? 255 : 0), length)
}

/** FALSE decides AND, TRUE decides OR; NULL decides neither. */
function undecidedRows(kind: Logic, result: Column): Uint32Array | 'all' {
  const values = result.values as Uint8Array // of a boolean column
  const { validity } = result
  const bits = new Uint8Array(bitmapBytes(result.length))
  for (let i = 0; i < bits.length; i++) {
    const valid = validity ? validity[i]! : 255 // a bit a row each
    const decided = valid & (kind === 'and' ? ~values[i]! : values[i]!)
    bits[i] = ~decided
  }
  return setRows(bits, result.length)
}
