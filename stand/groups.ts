import { readFileSync, writeFileSync } from 'node:fs'
import type { MessengerName } from './cast.ts'

export interface Group {
  messenger: MessengerName
  id: string
  title: string
  members: number[]
}

/** The group chats that the stand made, remembered between starts so that none is made twice. */
export class Groups {
  #groups: Group[] = []
  readonly #file: string | undefined

  constructor(file?: string) {
    this.#file = file
    if (!file) return
    try {
      this.#groups = JSON.parse(readFileSync(file, 'utf8'))
    } catch {
      // First start: there is no file yet.
    }
  }

  all(messenger: MessengerName): Group[] {
    return this.#groups.filter((group) => group.messenger === messenger)
  }

  /** Drops the groups that the messenger has lost with its own state. */
  keepOnly(exists: (group: Group) => boolean): void {
    this.#groups = this.#groups.filter(exists)
  }

  add(group: Group): Group {
    this.#groups.push(group)
    if (this.#file) writeFileSync(this.#file, JSON.stringify(this.#groups))
    return group
  }
}
