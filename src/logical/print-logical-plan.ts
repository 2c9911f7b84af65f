/**
 * A plan as EXPLAIN prints it:
 *
 *     01)Limit: skip=0, fetch=5
 *     02)--Scan: v projection=[start, ref], filters=[v.chrom = 'chr1'], fetch=5
 */
import { describeNode, type NodeDescription } from './describe-node.ts'
import type { LogicalPlan } from './logical-plan.ts'
import { planInputs } from './plan-inputs.ts'
import { type Qualifiers, tableOfColumns } from './table-of-columns.ts'

export function printLogicalPlan(plan: LogicalPlan): string {
  const lines: string[] = []
  printNode(plan, { depth: 0, qualifiers: tableOfColumns(plan), lines })
  return lines.join('\n')
}

function printNode(plan: LogicalPlan, into: { depth: number; qualifiers: Qualifiers; lines: string[] }): void {
  const number = String(into.lines.length + 1).padStart(2, '0')
  into.lines.push(`${number})${'--'.repeat(into.depth)}${formatDescription(describeNode(plan, into.qualifiers))}`)
  for (const input of planInputs(plan)) printNode(input, { ...into, depth: into.depth + 1 })
}

function formatDescription({ name, subject, properties }: NodeDescription): string {
  const details = Object.entries(properties).map(([key, value]) => `${key}=${typeof value === 'object' ? `[${value.join(', ')}]` : value}`)
  // A scan reads `Scan: v projection=[…]`: its table is not one of its properties.
  const text = [subject, details.join(', ')].filter(part => part).join(name === 'Scan' ? ' ' : ', ')
  return text ? `${name}: ${text}` : name
}
