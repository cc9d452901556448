import type { Speaker } from './talk.ts'

/** Opens «Настройки» and one of its items, which may stand on a later page. */
export async function openSetting(somebody: Speaker, label: string): Promise<void> {
  await somebody.say('/settings')
  while (!somebody.buttons().includes(label)) await somebody.tap('Ещё ›')
  await somebody.tap(label)
}
