/** Runs one fragment: the scan of a partition with its filters, then the steps of the pipeline. The same function in every thread. */
import type { Fragment, FragmentReport, PipelineStep } from '../catalog/fragment.ts'
import type { Batch } from '../columnar/batch.ts'
import { throwIfAborted } from '../common/abort.ts'
import { QueryError } from '../common/errors.ts'
import { unreachable } from '../common/unreachable.ts'
import type { FragmentResources } from './fragment-resources.ts'
import { depthStep } from './pipeline/depth-step.ts'
import { filterStep } from './pipeline/filter-step.ts'
import { limitStep } from './pipeline/limit-step.ts'
import { partialAggregateStep } from './pipeline/partial-aggregate-step.ts'
import { projectionStep } from './pipeline/projection-step.ts'
import { scanStep } from './pipeline/scan-step.ts'
import { type Pause, StageTimer } from './pipeline/stage-timer.ts'
import { topKStep } from './pipeline/top-k-step.ts'
import type { FragmentControl } from './task-executor.ts'

/** `pause`: asked after each batch that was read, so that also a fragment of which one batch comes out lets others go first. */
export type RunControl = Omit<FragmentControl, 'turn'> & { readonly pause?: Pause | undefined }

export async function* runFragment(
  fragment: Fragment,
  resources: FragmentResources,
  control: RunControl,
): AsyncGenerator<Batch, void, void> {
  const meter = { rowsRead: 0, rowsSkipped: 0, fieldsNulled: 0, bytesRead: 0, blocksInflated: 0 }
  const warnings = new Set<string>()
  const scan = scanStep(fragment.scan, resources, { ...control, meter, warn: message => warnings.add(message) })
  const timers = [new StageTimer(scan, control.pause)]
  for (const step of fragment.pipeline) {
    const before = timers[timers.length - 1]
    // There is one: the scan's.
    timers.push(new StageTimer(applyStep(step, before!, { functions: resources.functions, batchSize: control.batchSize })))
  }
  try {
    // The last timer runs the whole chain.
    for await (const batch of timers[timers.length - 1]!) {
      throwIfAborted(control.signal)
      yield batch
    }
  } catch (error) {
    throw control.signal.aborted ? error : asQueryError(error, fragment.scan.location)
  } finally {
    const stages = timers.map((timer, index) => timer.report(timers[index - 1]))
    control.onReport({ ...meter, warnings: [...warnings], stages } satisfies FragmentReport)
  }
}

function applyStep(
  step: PipelineStep,
  input: AsyncIterable<Batch>,
  context: Pick<FragmentResources, 'functions'> & Pick<FragmentControl, 'batchSize'>,
): AsyncIterable<Batch> {
  switch (step.kind) {
    case 'filter':
      return filterStep(step, input, context)
    case 'projection':
      return projectionStep(step, input, context)
    case 'partial-aggregate':
      return partialAggregateStep(step, input, context)
    case 'top-k':
      return topKStep(step, input, context)
    case 'depth':
      return depthStep(step, input, context)
    case 'limit':
      return limitStep(step.fetch, input)
    default:
      return unreachable(step)
  }
}

/** Anything but a QueryError is a bug of ours, and the same one in every thread. */
function asQueryError(error: unknown, location: string): QueryError {
  if (error instanceof QueryError) return error
  const message = error instanceof Error ? error.message : String(error)
  const at = { location }
  if (error instanceof RangeError && message.includes('allocation failed')) {
    return new QueryError('RESOURCE', `Reading "${location}" needs more memory than there is (${message}).`, at, { cause: error })
  }
  const told = `Reading "${location}" failed: ${message}. This is a bug in locusql; please report it.`
  return new QueryError('INTERNAL', told, at, { cause: error })
}
