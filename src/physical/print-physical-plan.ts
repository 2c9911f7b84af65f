/**
 * Operators as EXPLAIN prints them, with their counts after EXPLAIN ANALYZE:
 *
 *     01)LimitExec: skip=0, fetch=5
 *     02)--VcfExec: file=a.vcf.gz, partitions=1, projection=[start, ref], limit=5
 */
import { describeMetrics } from './describe-metrics.ts'
import type { OperatorMetrics } from './operator-metrics.ts'
import type { PhysicalOperator } from './physical-operator.ts'

export function printPhysicalPlan(operator: PhysicalOperator, metrics?: OperatorMetrics): string {
  const lines: string[] = []
  print(operator, { depth: 0, lines, metrics })
  return lines.join('\n')
}

interface Printing {
  readonly depth: number
  readonly lines: string[]
  readonly metrics: OperatorMetrics | undefined
}

function print(operator: PhysicalOperator, { depth, lines, metrics }: Printing): void {
  const number = String(lines.length + 1).padStart(2, '0')
  const details = Object.entries(operator.describe()).map(([key, value]) => `${key}=${value}`)
  const text = details.length > 0 ? `${operator.name}: ${details.join(', ')}` : operator.name
  lines.push(`${number})${'--'.repeat(depth)}${text}${metrics ? `, metrics=[${printMetrics(operator, metrics)}]` : ''}`)
  for (const child of operator.children) print(child, { depth: depth + 1, lines, metrics })
}

function printMetrics(operator: PhysicalOperator, metrics: OperatorMetrics): string {
  return Object.entries(describeMetrics(operator, metrics))
    .map(([name, value]) => (name === 'milliseconds' ? `time=${formatTime(value)}` : `${name}=${formatCount(name, value)}`))
    .join(', ')
}

function formatTime(milliseconds: number): string {
  return milliseconds < 10
    ? `${milliseconds.toFixed(2)} ms`
    : milliseconds < 10_000
      ? `${milliseconds.toFixed(0)} ms`
      : `${(milliseconds / 1000).toFixed(1)} s`
}

function formatCount(name: string, value: number): string {
  if (!name.startsWith('bytes')) return String(value)
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  let scaled = value
  let unit = 0
  while (scaled >= 1024 && unit < units.length - 1) {
    scaled /= 1024
    unit++
  }
  return `${unit === 0 || scaled >= 100 ? Math.round(scaled) : scaled.toFixed(1)} ${units[unit]}`
}
