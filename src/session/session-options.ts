/** Every option of a session: one row gives `SET`, `RESET`, `SHOW`, `open({ … })`, `setOption` and the table in docs/sql.md. */
import type { SessionOption } from './session-option.ts'

export const sessionOptions: readonly SessionOption[] = [
  {
    name: 'execution.target_partitions',
    type: { kind: 'integer', min: 0, max: 1024 },
    default: 0,
    description: 'How many fragments of a scan run at once; 0 is one a core.',
  },
  {
    name: 'execution.workers',
    type: { kind: 'choice', choices: ['auto', 'off', 'always'] },
    default: 'auto',
    description:
      'Run fragments in worker threads: auto starts them for inputs above some 20 MB, beside the thread of the query; always uses no other.',
  },
  {
    name: 'execution.batch_size',
    type: { kind: 'integer', min: 1, max: 1 << 20 },
    default: 8192,
    description: 'The most rows of one batch.',
  },
  {
    name: 'execution.memory_limit',
    type: { kind: 'bytes' },
    default: 0,
    description: 'The most memory the operators of one query may hold, in bytes; 0 is no limit.',
  },
  {
    name: 'execution.temp_directory',
    type: { kind: 'text' },
    default: '',
    description: "Where queries that go beyond execution.memory_limit put temporary files; empty is the system's own directory for them.",
  },
  {
    name: 'execution.partition_bytes',
    type: { kind: 'bytes' },
    default: 0,
    description:
      'Bytes of a file, as they lie there, of one partition of the tables registered from now on; 0 is about 3 MB of BGZF (2 MB where an index says where records start) and 12 MB of other files. Smaller ones cost more than they bring.',
  },
  {
    name: 'execution.max_line_bytes',
    type: { kind: 'bytes' },
    default: 64 * 1024 * 1024,
    description: 'A line of a text file that is longer is an error.',
  },
  {
    name: 'execution.max_header_bytes',
    type: { kind: 'bytes' },
    default: 64 * 1024 * 1024,
    description: 'A file header that is longer is an error.',
  },
  {
    name: 'execution.optimizer',
    type: { kind: 'boolean' },
    default: true,
    description:
      'Let the rules of the optimizer change plans; false runs queries nearly as they are written, to see whether a rule is at fault.',
  },
  {
    name: 'bio.coordinate_system_zero_based',
    type: { kind: 'boolean' },
    default: false,
    description: 'Show positions 0-based half-open in tables registered from now on; the default is 1-based closed.',
  },
  {
    name: 'bio.coordinate_system_check',
    type: { kind: 'boolean' },
    default: false,
    description: 'Make a missing or mixed coordinate system an error instead of a warning.',
  },
  {
    name: 'bio.coordinate_system_mismatch',
    type: { kind: 'choice', choices: ['error', 'convert'] },
    default: 'error',
    description: 'What a range operation does with inputs of two coordinate systems.',
  },
  {
    name: 'bio.interval_join_algorithm',
    type: { kind: 'choice', choices: ['auto', 'sweep', 'tree'] },
    default: 'auto',
    description: 'How interval joins find their pairs.',
  },
  {
    name: 'bio.interval_join_low_memory',
    type: { kind: 'boolean' },
    default: false,
    description: 'Let interval joins trade speed for memory.',
  },
  {
    name: 'default_null_order',
    type: { kind: 'choice', choices: ['postgres', 'sqlite', 'nulls_first', 'nulls_last'] },
    default: 'postgres',
    description:
      'Where NULLs come in ORDER BY that does not say: postgres puts them last ascending and first descending, sqlite the other way round.',
  },
  {
    name: 'integer_division',
    type: { kind: 'boolean' },
    default: true,
    description: 'Whether `/` of two integers truncates, as in PostgreSQL; false gives a DOUBLE, as in DuckDB. `//` always truncates.',
  },
  {
    name: 'set_operation_precedence',
    type: { kind: 'boolean' },
    default: true,
    description: 'Whether INTERSECT binds tighter than UNION and EXCEPT, as in PostgreSQL; false takes them in turn, as SQLite does.',
  },
  {
    name: 'int64',
    type: { kind: 'choice', choices: ['auto', 'number', 'bigint'] },
    default: 'auto',
    description:
      'What 64-bit integers become in JavaScript rows: auto gives bigint for columns declared or cast BIGINT and number for counts and sums.',
  },
]
