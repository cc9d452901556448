import type { Json, Label, StoredFileRef, Words } from '../domain/deliveries/message.ts'
import type { Dialogue, Expected, Question, Reply } from './dialogue.ts'

/** The friendly ways of asking, all made of `prompt`. */
export function dialogueOn(
  base: Pick<Dialogue, 'actor' | 'args' | 'domain' | 'say' | 'prompt'>,
): Dialogue {
  const { prompt } = base
  return {
    ...base,

    async ask(key: string, args?: Words, expects: Expected = { kind: 'text' }): Promise<string> {
      return only(await prompt({ ...question(key, args), expects }), 'text').text
    },

    async choose<T extends Json>(
      key: string,
      options: readonly T[],
      label: (option: T) => Label,
      args?: Words,
    ): Promise<T> {
      const labels = options.map((option) => ({ label: label(option) }))
      const { index } = only(await prompt({ ...question(key, args), options: labels }), 'option')
      return picked(options, index)
    },

    async chooseSome<T extends Json>(
      key: string,
      options: readonly T[],
      label: (option: T) => Label,
      args?: Words,
    ): Promise<T[]> {
      const labels = options.map((option) => ({ label: label(option) }))
      const { indexes } = only(
        await prompt({ ...question(key, args), options: labels, many: { least: 1 } }),
        'options',
      )
      return indexes.map((index) => picked(options, index))
    },

    async confirm(key: string, args?: Words, yes = 'yes', no = 'no'): Promise<boolean> {
      const options = [{ label: { key: yes } }, { label: { key: no } }]
      return (
        only(await prompt({ ...question(key, args), options, cancel: false }), 'option').index === 0
      )
    },

    async askFile(key: string, args?: Words): Promise<StoredFileRef> {
      return only(await prompt({ ...question(key, args), expects: { kind: 'file' } }), 'file').file
    },
  }
}

function question(key: string, args?: Words): Question {
  return args ? { key, args } : { key }
}

function only<T extends Reply['type']>(reply: Reply, type: T): Extract<Reply, { type: T }> {
  if (reply.type !== type) throw new Error(`expected a reply of type ${type}, got ${reply.type}`)
  return reply as Extract<Reply, { type: T }>
}

function picked<T>(options: readonly T[], index: number): T {
  const option = options[index]
  if (option === undefined) throw new Error(`option ${index} of ${options.length} does not exist`)
  return option
}
