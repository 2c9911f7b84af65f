/** Aborts a query that runs in workers and closes their pool, as a session does that is closed: the process must see the end of both. */
import { WorkerExecutor } from '../../src/execution/worker-executor.ts'
import { createColumnIds } from '../../src/logical/column-ids.ts'
import { scanNode } from '../../src/logical/nodes/scan-node.ts'
import { nodeWorkerFactory } from '../../src/platform/node/node-worker-factory.ts'
import { runPlan } from './run-plan.ts'
import { fieldsOf, fileTable } from './tables.ts'

const location = new URL(process.argv[2] ?? '')
const executor = new WorkerExecutor({
  factory: nodeWorkerFactory({ location }),
  workers: 2,
  limits: { lineBytes: 1e6, headerBytes: 1e6 },
})
const rows = Array.from({ length: 300 }, (_, i) => [i])
const provider = fileTable(fieldsOf({ x: 'int32' }), rows, { partitionRows: 100, batchRows: 1, delay: 20 })
const control = new AbortController()
const query = runPlan(scanNode({ table: 't', provider }, createColumnIds()), { executor, signal: control.signal }).catch(String)
await new Promise(resolve => setTimeout(resolve, 200))
control.abort(new Error('Execution ended'))
await executor.close()
console.log('closed')
console.log(String(await query).replace('Error: ', ''))
