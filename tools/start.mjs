// `npm start`: Tandem, with what is missing installed first. In this very process, so that signals
// and exit codes need no carrying.
import module from 'node:module'
import { prepare } from './prepare.mjs'

prepare()
stopWithNpm()
// Node 22 and later keep compiled code between starts.
module.enableCompileCache?.()
await import('tsx')
await import('../src/main.ts')

/** npm that is told to stop goes without telling us: its going is taken for the signal. */
function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const npm = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === npm) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}
