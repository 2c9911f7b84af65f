/** Runs a query in workers and then only stops: the process must end although nobody closed the pool. */
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
const provider = fileTable(fieldsOf({ x: 'int32' }), rows, { partitionRows: 20 })
const result = await runPlan(scanNode({ table: 't', provider }, createColumnIds()), { executor })
console.log(`${result.length} rows`)
