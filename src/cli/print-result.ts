/** Runs one statement and prints its answer as it comes. */
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import { spareBuffers } from '../columnar/spare-buffers.ts'
import type { Relation } from '../session/relation.ts'
import type { OutputStream } from './output-stream.ts'
import { createPrinter } from './print/create-printer.ts'
import { OutputBuffer } from './print/output-buffer.ts'
import { textRows } from './print/text-rows.ts'
import { showProgress } from './progress.ts'
import type { OutputFormat } from './shell-options.ts'

/** Bytes that are collected before they are written. */
const PIECE_BYTES = 512 * 1024

export interface PrintOptions {
  readonly output: OutputStream
  readonly errors: NodeJS.WriteStream
  readonly format: OutputFormat | undefined
  readonly maxRows: number
}

export async function printResult(relation: Relation, options: PrintOptions): Promise<void> {
  const { output, errors, format } = options
  const hideProgress = showProgress(errors, () => relation.stats)
  try {
    const { schema, batches, memory } = await relation.start()
    if (schema.fields.length === 0) return await drop(batches)
    if (format === undefined && isPlan(schema)) return await printPlan(batches, output)
    const buffer = new OutputBuffer()
    const printer = await createPrinter(format, buffer, options.maxRows)
    printer.begin(schema)
    for await (const batch of batches) {
      printer.print(batch)
      if (memory === 'given' && printer.keeps === 'nothing') spareBuffers.giveBackBatch(batch)
      if (buffer.length < PIECE_BYTES) continue
      hideProgress()
      await output.write(buffer.take())
      if (output.closed.aborted) return
    }
    printer.end()
    hideProgress()
    await output.write(buffer.take())
  } finally {
    hideProgress()
    for (const warning of relation.warnings) errors.write(`Warning: ${warning}\n`)
  }
}

async function drop(batches: AsyncIterable<Batch>): Promise<void> {
  for await (const _ of batches);
}

/** EXPLAIN is text of many lines: it is printed as it stands, not in a box. */
function isPlan({ fields }: Schema): boolean {
  return fields.length === 2 && fields[0]?.name === 'plan_type' && fields[1]?.name === 'plan'
}

async function printPlan(batches: AsyncIterable<Batch>, output: OutputStream): Promise<void> {
  for await (const batch of batches) {
    const blocks = [...textRows(batch)].map(([type, plan]) => (type === 'json' ? plan : `${type}\n${plan}`))
    await output.write(new TextEncoder().encode(`${blocks.join('\n')}\n`))
  }
}
