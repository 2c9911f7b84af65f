/** The .slt files under a folder, by name. Files in folders called `include` are for other files to include, and do not run by themselves. */
import { readdirSync } from 'node:fs'
import path from 'node:path'

export function findSltFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.slt') && !name.split(path.sep).includes('include'))
    .sort()
    .map(name => path.join(folder, name))
}
