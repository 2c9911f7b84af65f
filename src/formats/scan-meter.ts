/** What reading one partition cost and met. execution/ makes it, the reader adds to it, and the fragment's report tells it. */
import type { ReadMeter } from '../io/read-meter.ts'

export interface ScanMeter extends ReadMeter {
  rowsRead: number // before filters
  rowsSkipped: number // on_malformed => 'skip'
  fieldsNulled: number // on_malformed => 'null'
}
