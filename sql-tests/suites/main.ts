/** `npm run slt -- [--failures] [--classes] [--seconds=60] <folder or file> …`: runs public sqllogictest files. */
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { failureClass } from './failure-class.ts'
import { runSuiteFile } from './run-suite-file.ts'
import type { SuiteFileOutcome, SuiteOutcome } from './suite-outcome.ts'

const words = process.argv.slice(2)
const unknown = words.find(word => word.startsWith('--') && !/^--(failures|classes|seconds=\d+)$/.test(word))
const targets = words.filter(word => !word.startsWith('--'))
if (unknown !== undefined || targets.length === 0) {
  console.error('usage: npm run slt -- [--failures] [--classes] [--seconds=60] <folder or file> …')
  process.exit(2)
}

const secondsForEach = Number(words.find(word => word.startsWith('--seconds='))?.slice(10) ?? 60)
const all: SuiteFileOutcome[] = []
for (const file of targets.flatMap(filesOf)) {
  const outcome = await runSuiteFile(file, { secondsForEach })
  all.push(outcome)
  console.log(`${file}: ${summary(outcome.outcomes)}, ${(outcome.milliseconds / 1000).toFixed(1)} s`)
  for (const reason of skipReasons(outcome.outcomes)) console.log(`  skipped: ${reason}`)
  if (words.includes('--failures'))
    for (const failure of failures(outcome.outcomes)) console.log(`${file}:${failure.line}\n${failure.sql}\n${failure.message}\n`)
}
const outcomes = all.flatMap(file => file.outcomes)
if (words.includes('--classes')) printClasses(outcomes)
console.log(summary(outcomes))
process.exitCode = failures(outcomes).length > 0 ? 1 : 0

function filesOf(target: string): readonly string[] {
  if (!statSync(target).isDirectory()) return [target]
  return readdirSync(target, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(slt|test)(_slow|_coverage)?$/.test(name))
    .sort()
    .map(name => path.join(target, name))
}

function summary(some: readonly SuiteOutcome[]): string {
  return (['passed', 'failed', 'skipped'] as const)
    .map(status => `${some.filter(one => one.status === status).length} ${status}`)
    .join(', ')
}

function failures(some: readonly SuiteOutcome[]): readonly SuiteOutcome[] {
  return some.filter(one => one.status === 'failed')
}

function skipReasons(some: readonly SuiteOutcome[]): ReadonlySet<string> {
  return new Set(some.filter(one => one.status === 'skipped').map(one => one.message ?? ''))
}

function printClasses(some: readonly SuiteOutcome[]): void {
  const classes = new Map<string, number>()
  for (const failure of failures(some)) {
    const name = failureClass(failure.message ?? '')
    classes.set(name, (classes.get(name) ?? 0) + 1)
  }
  for (const [name, count] of [...classes].sort((a, b) => b[1] - a[1])) console.log(`${String(count).padStart(6)}  ${name}`)
}
