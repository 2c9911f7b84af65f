/** What OVER means: a window written there, one of the WINDOW clause, or one that builds on such a one. */
import type { WindowSpecification } from '../ast/expression.ts'
import type { Identifier } from '../ast/identifier.ts'
import { didYouMean, planError } from './plan-error.ts'

type NamedWindows = ReadonlyMap<string, WindowSpecification>

export function windowSpecification(over: WindowSpecification | Identifier, windows: NamedWindows): WindowSpecification {
  if ('name' in over) return findWindow(over, windows)
  return over.base ? extended(over, findWindow(over.base, windows)) : over
}

/** Each window of the clause may build on those before it. */
export function namedWindows(clause: readonly { readonly name: Identifier; readonly specification: WindowSpecification }[]): NamedWindows {
  const windows = new Map<string, WindowSpecification>()
  for (const { name, specification } of clause) {
    const key = name.name.toLowerCase()
    if (windows.has(key)) throw planError(`WINDOW names "${name.name}" twice.`, name.span)
    windows.set(key, windowSpecification(specification, windows))
  }
  return windows
}

function findWindow(name: Identifier, windows: NamedWindows): WindowSpecification {
  const found = windows.get(name.name.toLowerCase())
  if (found) return found
  throw planError(`Window "${name.name}" is not in the WINDOW clause.${didYouMean(name.name, [...windows.keys()])}`, name.span)
}

/** As in PostgreSQL: partitions come from the base, an order only where it has none, and its frame is not taken over. */
function extended(over: WindowSpecification, base: WindowSpecification): WindowSpecification {
  const name = over.base?.name ?? ''
  if (over.partitionBy.length > 0) throw planError(`The partitions come from window "${name}"; leave PARTITION BY out.`, over.span)
  if (over.orderBy.length > 0 && base.orderBy.length > 0) throw planError(`Window "${name}" has an ORDER BY already.`, over.span)
  if (base.frame) throw planError(`Window "${name}" has a frame, so nothing can be added to it. Write OVER ${name}.`, over.span)
  const orderBy = over.orderBy.length > 0 ? over.orderBy : base.orderBy
  return { partitionBy: base.partitionBy, orderBy, ...(over.frame && { frame: over.frame }), span: over.span }
}
