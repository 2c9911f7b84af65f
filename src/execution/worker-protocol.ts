/** What goes between the thread of a query and a worker. Plain data on every platform; buffers of batches are transferred. */
import type { Fragment, FragmentReport } from '../catalog/fragment.ts'
import type { PackedBatch } from '../columnar/transfer/packed-batch.ts'
import type { ErrorLocation, QueryErrorCode } from '../common/errors.ts'
import type { FragmentLimits } from './fragment-resources.ts'
import type { TurnPlace } from './turns.ts'

export type ToWorker =
  | {
      readonly kind: 'start'
      readonly task: number
      readonly fragment: Fragment
      readonly batchSize: number
      readonly limits: FragmentLimits
      /** Batches that may be sent before more credit comes. */
      readonly credit: number
      readonly turn?: TurnPlace | undefined
    }
  | {
      readonly kind: 'credit'
      readonly task: number
      readonly batches: number
      /** Memory that the sender has to spare. */
      readonly spare?: readonly ArrayBuffer[]
    }
  | { readonly kind: 'cancel'; readonly task: number }

export type FromWorker =
  | { readonly kind: 'batch'; readonly task: number; readonly batch: PackedBatch }
  | { readonly kind: 'end'; readonly task: number; readonly report?: FragmentReport; readonly error?: PackedError }

/** A QueryError without its class. */
export interface PackedError {
  readonly code: QueryErrorCode
  readonly reason?: string
  readonly message: string
  readonly at: ErrorLocation
}
