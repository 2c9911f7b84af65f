/** Counts memory that an operator is about to hold, or says which operator went beyond execution.memory_limit. */
import { QueryError } from '../common/errors.ts'
import type { PhysicalOperator, TaskContext } from './physical-operator.ts'

export function reserveMemory(operator: PhysicalOperator, bytes: number, context: TaskContext): void {
  if (context.reserve(operator, bytes)) return
  throw new QueryError(
    'RESOURCE',
    `${operator.name} needs more memory than execution.memory_limit allows: it failed to reserve another ${bytes} bytes. Raise execution.memory_limit, or let fewer rows reach it.`,
    {},
    { reason: 'memory_limit' },
  )
}
