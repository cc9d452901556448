import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

/** A process of the bench that answers questions over IPC. */
export class Child {
  readonly #process: ChildProcess
  readonly #asked = new Map<number, (result: unknown) => void>()
  #id = 0
  #failure: ((error: Error) => void) | undefined
  /** What the process said when it was ready. */
  ready: { [name: string]: unknown } = {}

  private constructor(process: ChildProcess) {
    this.#process = process
    process.on('message', (message: { id?: number; result?: unknown }) => {
      const { id } = message
      if (id === undefined) return
      this.#asked.get(id)?.(message.result)
      this.#asked.delete(id)
    })
    process.on('exit', (code) =>
      this.#failure?.(new Error(`a process of the bench ended: ${code}`)),
    )
  }

  /** Starts `file` (from bench/) and resolves when it says that it is ready. */
  static start(
    file: string,
    env: { [name: string]: string } = {},
    options: string[] = [],
  ): Promise<Child> {
    const child = new Child(
      fork(join(import.meta.dirname, file), [], {
        execArgv: ['--import', 'tsx', '--expose-gc', ...options],
        env: { ...process.env, ...env },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      }),
    )
    return new Promise((resolve, reject) => {
      child.#failure = reject
      child.#process.once('message', (said) => {
        child.ready = said as Child['ready']
        child.#failure = undefined
        resolve(child)
      })
    })
  }

  get pid(): number {
    return this.#process.pid ?? 0
  }

  ask<T>(act: string, token = '', given: unknown = null): Promise<T> {
    this.#id += 1
    const id = this.#id
    return new Promise((resolve, reject) => {
      this.#failure = reject
      this.#asked.set(id, resolve as (result: unknown) => void)
      this.#process.send({ id, act, token, given })
    })
  }

  /** Ends it at once, as a crash would. */
  kill(): Promise<void> {
    return this.#end('SIGKILL')
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    this.#failure = undefined
    const ended = new Promise<void>((resolve) => this.#process.once('exit', () => resolve()))
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), 5000)
    this.#process.kill(signal)
    await ended
    clearTimeout(timer)
  }
}
