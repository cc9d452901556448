import { openServer } from './server.ts'
import { startWorld } from './world.ts'
import { seedTown, people } from './seed.ts'
import { Child } from './child.ts'
const server = await openServer({})
const world = await startWorld()
const db = await server.fresh('prof')
await seedTown(db, 1500)
const token='1:prof'.padEnd(34,'_')
const child = await Child.start('peers/tandem.ts', { BENCH_TOKEN: token, BENCH_TELEGRAM: world.telegramRoot, BENCH_DATABASE: db }, ['--cpu-prof','--cpu-prof-dir=/tmp/prof','--cpu-prof-interval=250'])
const script = [{ say: '/questionnaire bench-5' }, { tap: true as const }, ...Array.from({length:5},(_, i)=>({say:`Мой ответ номер ${i+1}, не очень длинный`})), { tap: true as const }]
let first = people+1
for (const [together,count] of [[64,128],[64,512],[1,60]] as const) {
  const a = await child.ask<number>('usage'); const p=server.cpu()
  const r = await world.play(token, { first, count, together, script, patience: 30000 }); first+=count
  const b = await child.ask<number>('usage'); const q=server.cpu()
  console.log(together, Math.round(r.updates/r.ms*1000), 'upd/s p50', r.p50.toFixed(1), 'cpu/upd', ((b-a)/r.updates).toFixed(2), 'pg', ((q!-p!)/r.updates).toFixed(2), 'lost', r.lost)
}
await child.stop(); await world.stop(); await server.stop(); process.exit(0)
