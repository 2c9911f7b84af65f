/** Lists of integers in steps. */
import type { DataType } from '../../columnar/data-type.ts'
import { QueryError } from '../../common/errors.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { mapRows } from '../support/map-rows.ts'
import { numberReader } from '../support/number-reader.ts'
import { signature } from '../support/signature.ts'

const list: DataType = { kind: 'list', item: { kind: 'int64' } }
const LONGEST = 10_000_000

interface Ends {
  readonly start: number
  readonly stop: number
  readonly step: number
}

/** Up to the stop, which counts where `closed`. */
function series({ start, stop, step }: Ends, closed: 'closed' | 'half-open'): readonly bigint[] {
  if (![start, stop, step].every(Number.isSafeInteger)) throw new QueryError('EXECUTION', 'A series has no numbers beyond 2^53')
  if (step === 0) throw new QueryError('EXECUTION', 'A series needs a step other than 0')
  const steps = (stop - start) / step
  const length = Math.max(0, closed === 'closed' ? Math.floor(steps) + 1 : Math.ceil(steps))
  if (length > LONGEST) throw new QueryError('RESOURCE', `The series would have ${length} items; the limit is ${LONGEST}`)
  return Array.from({ length }, (_, i) => BigInt(start + i * step))
}

function seriesFunction(
  closed: 'closed' | 'half-open',
  description: Pick<ScalarFunction, 'name' | 'summary' | 'example' | 'result'>,
): ScalarFunction {
  return {
    kind: 'scalar',
    ...description,
    ...signature({ required: ['integer'], optional: ['integer', 'integer'] }, list),
    evaluate: (args, numRows) => {
      const [first, second, third] = args
      const start = numberReader(second && first)
      const stop = numberReader(second ?? first)
      const step = numberReader(third, 1)
      return mapRows(args, { numRows, type: list }, row => series({ start: start(row), stop: stop(row), step: step(row) }, closed))
    },
  }
}

export const seriesFunctions: readonly ScalarFunction[] = [
  seriesFunction('half-open', {
    name: 'range',
    summary: 'The integers from the first argument (0 where there is one only) up to before the second, in steps of the third.',
    example: 'SELECT range(1, 4)',
    result: '[1, 2, 3]',
  }),
  seriesFunction('closed', {
    name: 'generate_series',
    summary: 'The integers from the first argument to the second, included, in steps of the third.',
    example: 'SELECT generate_series(1, 10, 3)',
    result: '[1, 4, 7, 10]',
  }),
]
