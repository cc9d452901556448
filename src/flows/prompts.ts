import type { Json, Label, StoredFileRef, Words } from '../domain/deliveries/message.ts'
import type { Dialogue, Expected, Question, Reply } from './dialogue.ts'

type Base = Pick<Dialogue, 'actor' | 'args' | 'domain' | 'say' | 'prompt'>

/** The friendly ways of asking, all made of `prompt`. */
export class Prompts implements Dialogue {
  readonly actor: Dialogue['actor']
  readonly args: Dialogue['args']
  readonly domain: Dialogue['domain']
  readonly say: Dialogue['say']
  readonly prompt: Dialogue['prompt']

  constructor({ actor, args, domain, say, prompt }: Base) {
    this.actor = actor
    this.args = args
    this.domain = domain
    this.say = say
    this.prompt = prompt
  }

  async ask(key: string, args?: Words, expects: Expected = { kind: 'text' }): Promise<string> {
    return only(await this.prompt({ ...question(key, args), expects }), 'text').text
  }

  async choose<T extends Json>(
    key: string,
    options: readonly T[],
    label: (option: T) => Label,
    args?: Words,
  ): Promise<T> {
    const labels = options.map((option) => ({ label: label(option) }))
    const reply = await this.prompt({ ...question(key, args), options: labels })
    return picked(options, only(reply, 'option').index)
  }

  async chooseSome<T extends Json>(
    key: string,
    options: readonly T[],
    label: (option: T) => Label,
    args?: Words,
  ): Promise<T[]> {
    const labels = options.map((option) => ({ label: label(option) }))
    const some = { ...question(key, args), options: labels, many: { least: 1 } }
    const { indexes } = only(await this.prompt(some), 'options')
    return indexes.map((index) => picked(options, index))
  }

  async confirm(key: string, args?: Words, yes = 'yes', no = 'no'): Promise<boolean> {
    const options = [{ label: { key: yes } }, { label: { key: no } }]
    const reply = await this.prompt({ ...question(key, args), options, cancel: false })
    return only(reply, 'option').index === 0
  }

  async askFile(key: string, args?: Words): Promise<StoredFileRef> {
    return only(await this.prompt({ ...question(key, args), expects: { kind: 'file' } }), 'file')
      .file
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
