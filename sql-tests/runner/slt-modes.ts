/** The ways in which every .slt file runs: inline and in workers, with one partition at a time and four; and once within a memory limit. */
import type { OpenOptions } from '../../src/session/session-context.ts'

export interface SltMode {
  readonly name: string
  /** What `skipif` and `onlyif` may ask for. */
  readonly words: readonly string[]
  readonly options: OpenOptions
}

const plainModes: readonly SltMode[] = [1, 4].flatMap(partitions =>
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

export const sltModes: readonly SltMode[] = [
  ...plainModes,
  {
    name: 'inline, 4 partitions, 64 MB',
    words: ['node', 'inline', 'limited'],
    options: {
      'execution.workers': 'off',
      'execution.target_partitions': 4,
      'execution.partition_bytes': 20_000,
      'execution.memory_limit': '64 MB',
    },
  },
]
