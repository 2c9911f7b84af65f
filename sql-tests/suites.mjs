// Runs public sqllogictest files: npm run slt -- [--failures] [--classes] [--seconds=60] <folder or file> …
import { runBundled } from './run-bundled.mjs'

await runBundled('suites/main.ts')
