/** Has the Parquet library leave values as they are stored. */
import type { ParquetParsers } from 'hyparquet'

const asStored = <T>(value: T): T => value

export const rawParsers: ParquetParsers = {
  timestampFromMilliseconds: asStored,
  timestampFromMicroseconds: asStored,
  timestampFromNanoseconds: asStored,
  dateFromDays: asStored,
  stringFromBytes: asStored,
  jsonFromBytes: asStored,
  geometryFromBytes: asStored,
  geographyFromBytes: asStored,
  uuidFromBytes: asStored,
}
