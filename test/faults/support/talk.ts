import { setTimeout as sleep } from 'node:timers/promises'
import type { World } from '../../../stand/world.ts'
import { type Field, names, type Person } from './field.ts'

/** Every send takes as long as it does to the real platforms: there is always something under way. */
export function slowAs(world: World, seconds: number): void {
  for (const messenger of names) {
    const method = messenger === 'telegram' ? 'sendMessage' : 'messages.send'
    world.order({ messenger, method, kind: 'slow', seconds, times: 100_000 })
  }
}

/**
 * People of both messengers who say /echo with a word of their own, again and again.
 * @param each people a messenger @param pause the longest one between two messages, ms
 */
export function talk(field: Field, each: number, times: number, pause: number) {
  const people = names.flatMap((name) => Array.from({ length: each }, () => field.person(name)))
  const said = new Map<Person, string[]>(people.map((person) => [person, []]))
  const say = async () => {
    for (let i = 0; i < times; i++)
      for (const person of people) {
        const word = `m${i}-${person.id}`
        said.get(person)?.push(word)
        await person.say(`/echo ${word}`)
        await sleep(Math.random() * pause)
      }
  }
  return { people, said, burst: say() }
}
