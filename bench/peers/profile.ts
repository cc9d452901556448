import type { Profiler } from 'node:inspector'

/** Where a process spent its time, in shares of the time that it was busy. */
export interface Profile {
  /** By package or room of src. */
  rooms: [string, number][]
  /** By function, self time. */
  functions: [string, number][]
  /** Busy share of the wall clock. */
  busy: number
}

/** Sums a CPU profile up. */
export function summarise(profile: Profiler.Profile | undefined): Profile {
  if (!profile) return { rooms: [], functions: [], busy: 0 }
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
  const rooms = new Map<string, number>()
  const functions = new Map<string, number>()
  let busy = 0
  let all = 0
  for (const [i, id] of (profile.samples ?? []).entries()) {
    const time = profile.timeDeltas?.[i] ?? 0
    all += time
    const frame = nodes.get(id)?.callFrame
    if (!frame || frame.functionName === '(idle)') continue
    busy += time
    const place = placeOf(frame.url)
    const name = `${frame.functionName || '(anonymous)'} ${place}:${frame.lineNumber + 1}`
    const room = place === '' ? frame.functionName : roomOf(place)
    rooms.set(room, (rooms.get(room) ?? 0) + time)
    functions.set(name, (functions.get(name) ?? 0) + time)
  }
  const top = (sums: Map<string, number>, count: number): [string, number][] =>
    [...sums]
      .sort((a, b) => b[1] - a[1])
      .slice(0, count)
      .map(([name, time]) => [name, time / busy])
  return { rooms: top(rooms, 16), functions: top(functions, 30), busy: busy / all }
}

function placeOf(url: string): string {
  const module = url.lastIndexOf('/node_modules/')
  if (module >= 0) return url.slice(module + '/node_modules/'.length)
  const own = /\/((?:src|bench)\/.*)$/.exec(url)
  return own?.[1] ?? url
}

function roomOf(place: string): string {
  if (place.startsWith('node:')) return place
  const parts = place.split('/')
  if (place.startsWith('src/')) return parts.slice(0, 3).join('/')
  return place.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? place)
}
