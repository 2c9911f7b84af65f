/** Puts the inputs of a group of inner joins in an order that keeps what is in between small: greedily, along the equal keys. */
import type { JoinCondition, JoinGroup } from './join-group.ts'

/** A tree of joins over the numbers of the inputs. */
export type JoinOrder = number | { readonly left: JoinOrder; readonly right: JoinOrder }

interface Part {
  readonly order: JoinOrder
  readonly members: ReadonlySet<number>
  readonly rows: number
}

/** Inputs that keys connect are joined one after the other, beginning with the smallest; what no key connects comes together last. */
export function orderJoins(group: JoinGroup): { readonly order: JoinOrder; readonly cost: number } {
  const left = new Set(group.inputs.keys())
  const parts: Part[] = []
  let cost = 0
  while (left.size > 0) {
    let part = smallest(group, left)
    remove(left, part)
    for (;;) {
      const next = best(part, connected(group, part, left), group)
      if (!next) break
      remove(left, next)
      part = next
      cost += part.rows
    }
    parts.push(part)
  }
  let [whole, ...others] = parts.sort((a, b) => a.rows - b.rows)
  while (whole && others.length > 0) {
    const from = whole
    const joined = others.map(other => combine(from, other, group)).sort((a, b) => a.rows - b.rows)[0]
    if (!joined) break
    others = others.filter(other => ![...other.members].every(member => joined.members.has(member)))
    whole = joined
    cost += whole.rows
  }
  return { order: whole?.order ?? 0, cost }
}

/** The rows that all joins of the group give together, in the order in which they stand. */
export function costOfSteps(group: JoinGroup): number {
  return group.steps.reduce((sum, step) => sum + rowsOf(new Set(step), group), 0)
}

function smallest(group: JoinGroup, among: ReadonlySet<number>): Part {
  const parts = [...among].map((input): Part => ({ order: input, members: new Set([input]), rows: group.estimates[input]?.rows ?? 1 }))
  return parts.reduce((least, part) => (part.rows < least.rows ? part : least))
}

function connected(group: JoinGroup, part: Part, among: ReadonlySet<number>): readonly number[] {
  const found = new Set<number>()
  for (const condition of group.conditions) {
    if (condition.kind !== 'keys') continue
    const outside = condition.inputs.filter(input => !part.members.has(input))
    if (outside.length < condition.inputs.length && outside.length === 1 && among.has(outside[0]!)) found.add(outside[0]!) // length 1
  }
  return [...found]
}

function best(part: Part, candidates: readonly number[], group: JoinGroup): Part | undefined {
  const parts = candidates.map(input => combine(part, smallest(group, new Set([input])), group))
  return parts.length === 0 ? undefined : parts.reduce((least, next) => (next.rows < least.rows ? next : least))
}

function combine(a: Part, b: Part, group: JoinGroup): Part {
  const members = new Set([...a.members, ...b.members])
  const within = (condition: JoinCondition, set: ReadonlySet<number>) => condition.inputs.every(input => set.has(input))
  const added = group.conditions.filter(one => within(one, members) && !within(one, a.members) && !within(one, b.members))
  const rows = added.reduce((product, condition) => product * condition.selectivity, a.rows * b.rows)
  return { order: { left: a.order, right: b.order }, members, rows }
}

function rowsOf(members: ReadonlySet<number>, group: JoinGroup): number {
  let rows = 1
  for (const member of members) rows *= group.estimates[member]?.rows ?? 1
  for (const condition of group.conditions) if (condition.inputs.every(input => members.has(input))) rows *= condition.selectivity
  return rows
}

function remove(left: Set<number>, part: Part): void {
  for (const member of part.members) left.delete(member)
}
