/** The four ways in which every .slt file runs. */
import type { OpenOptions } from '../../src/session/session-context.ts'

export interface SltMode {
  readonly name: string
  /** What `skipif` and `onlyif` may ask for. */
  readonly words: readonly string[]
  readonly options: OpenOptions
}

export const sltModes: readonly SltMode[] = [1, 4].flatMap(partitions =>
  (['inline', 'workers'] as const).map(where => ({
    name: `${where}, ${partitions} partition${partitions === 1 ? '' : 's'}`,
    words: ['node', where],
    options: {
      'execution.workers': where === 'workers' ? 'always' : 'off',
      'execution.target_partitions': partitions,
      // So small that the fixtures are cut into several partitions.
      'execution.partition_bytes': 20_000,
    },
  })),
)
