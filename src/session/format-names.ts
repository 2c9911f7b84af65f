/** The formats there are, in the order of their list. */
import { type FormatName, fileFormats } from '../formats/index.ts'

// The keys of the list are its names.
export const formatNames = Object.keys(fileFormats) as readonly FormatName[]

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(fileFormats, name)
}
