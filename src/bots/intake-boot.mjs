// A thread does not inherit the TypeScript loader everywhere (Node 20), so it starts here, in plain
// JavaScript, and brings the loader itself.
import { tsImport } from 'tsx/esm/api'

await tsImport('./intake-worker.ts', import.meta.url)
