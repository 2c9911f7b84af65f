/** Memory that one reader after another decodes slices in. */
import { type CramKernels, createCramKernels } from './kernels/cram-kernels.ts'
import { createSliceBuffers, type SliceBuffers } from './slice-records.ts'

export interface SliceMemory {
  readonly buffers: SliceBuffers
  readonly kernels: CramKernels | undefined
}

const POOLED = 4
/** What grew larger for one slice is not kept. */
const POOLED_BYTES = 64 << 20

const idle: SliceMemory[] = []

/** Nobody else has it until it is given back. */
export async function acquireSliceMemory(): Promise<SliceMemory> {
  return idle.pop() ?? { buffers: createSliceBuffers(), kernels: await createCramKernels() }
}

export function releaseSliceMemory(memory: SliceMemory): void {
  const bytes = Object.values(memory.buffers).reduce((sum, buffer) => sum + buffer.bytes.length, 0)
  if (idle.length < POOLED && bytes <= POOLED_BYTES) idle.push(memory)
}
