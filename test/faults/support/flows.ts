import { commands, flows } from '../../../src/flows/index.ts'

/** Words with one free argument, so that every answer can be told from every other. */
const said = 'dialogue-number-at-least'

/**
 * Talks that only the tests of faults have; a child process registers them before it starts.
 * @returns takes them out again: other files of tests share the process
 */
export function registerTestFlows(): () => void {
  flows.echo = {
    version: 1,
    // Answers what it was given: whose answer is missing or doubled is seen at once.
    run: async (d) => d.say(said, { min: String(d.args.n) }),
  }
  flows.diary = {
    version: 1,
    // Each message is the answer to the question before; «конец» reads all of them out.
    run: async (d) => {
      const entries: string[] = []
      for (;;) {
        const entry = await d.ask(said, { min: `q${entries.length}` })
        if (entry === 'конец') break
        entries.push(entry)
      }
      d.say(said, { min: `all ${entries.join(' ')}` })
    },
  }
  flows.throws = {
    version: 1,
    run: async (d) => {
      const given = await d.ask(said, { min: 'throws?' })
      if (given === 'бум') throw new TypeError('a bug in a flow')
      d.say(said, { min: `survived ${given}` })
    },
  }
  flows.hangs = {
    version: 1,
    run: async (d) => {
      const given = await d.ask(said, { min: 'hangs?' })
      if (given === 'бум') await new Promise(() => undefined)
      d.say(said, { min: `survived ${given}` })
    },
  }
  flows.kills = {
    version: 1,
    run: async (d) => {
      const given = await d.ask(said, { min: 'kills?' })
      if (given === 'бум') process.kill(process.pid, 'SIGKILL')
      d.say(said, { min: `survived ${given}` })
    },
  }
  const withNumber = (n: string | undefined) => ({ n: n ?? '' })
  commands.echo = { flow: 'echo', args: withNumber }
  commands.diary = { flow: 'diary' }
  commands.throws = { flow: 'throws' }
  commands.hangs = { flow: 'hangs' }
  commands.kills = { flow: 'kills' }
  return () => {
    for (const name of ['echo', 'diary', 'throws', 'hangs', 'kills']) {
      delete flows[name]
      delete commands[name]
    }
  }
}

/** What the bot said by `said`, without the words around it. */
export function argument(text: string): string {
  return /не меньше ([\s\S]*)\.$/.exec(text)?.[1] ?? text
}
