/** One line on the terminal that says how far a long query is; gone when it ends. */
import type { QueryStats } from '../session/query-stats.ts'

const FIRST_AFTER_MS = 1000
const EVERY_MS = 200

/** Does nothing unless `stream` is a terminal. Call what it returns to take the line away. */
export function showProgress(stream: NodeJS.WriteStream, stats: () => QueryStats): () => void {
  if (!stream.isTTY) return () => undefined
  const began = performance.now()
  let shown = false
  const timer = setInterval(() => {
    const seconds = (performance.now() - began) / 1000
    if (seconds * 1000 < FIRST_AFTER_MS) return
    const { rowsRead, bytesRead } = stats()
    shown = true
    stream.write(`\r\x1b[K${(bytesRead / 1e6).toFixed(1)} MB read, ${rowsRead.toLocaleString('en-US')} records, ${seconds.toFixed(0)} s`)
  }, EVERY_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    if (shown) stream.write('\r\x1b[K')
    shown = false
  }
}
