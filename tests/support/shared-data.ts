/** Real files and known answers that stand beside the repository; without them the tests that read them are skipped, and say so. */
import { existsSync } from 'node:fs'
import path from 'node:path'

/** A folder of the shared data, or undefined. LOCUSQL_SHARED names the place; `../shared` is where it usually is. */
export function sharedData(folder: string): string | undefined {
  return sharedFile(`data/${folder}`)
}

/** Any file or folder beside the repository, or undefined. */
export function sharedFile(name: string): string | undefined {
  const place = path.join(process.env.LOCUSQL_SHARED ?? path.join(import.meta.dirname, '../../../shared'), name)
  if (existsSync(place)) return place
  console.warn(`SKIPPED: there is no ${place}; set LOCUSQL_SHARED to the folder of shared data.`)
  return undefined
}
