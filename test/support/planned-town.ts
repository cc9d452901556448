import { openTown, type Speaker, type Town, type TownOptions } from './talk.ts'

/** A town with a plan: who has loaded it, and a curator of its school. */
export interface PlannedTown {
  town: Town
  coordinator: Speaker
  curator: Speaker
}

/** Opens a town where the coordinator has pasted this road map; both speak in the messenger. */
export async function openPlanned(
  messenger: 'telegram' | 'vk',
  map: string,
  options: TownOptions,
): Promise<PlannedTown> {
  const town = await openTown(options)
  const coordinator = await town.citizen(messenger, 'Северцева Ольга Викторовна', 'coordinator')
  const curator = await town.citizen(messenger, 'Лугова Марина Сергеевна', 'curator')
  await loadPasted(coordinator, map)
  return { town, coordinator, curator }
}

/** Pastes a road map and loads it. @param period what to say when it is asked for */
export async function loadPasted(
  coordinator: Speaker,
  map: string,
  period?: string,
): Promise<void> {
  await coordinator.say(map)
  await coordinator.tap('Это всё')
  if (period) await coordinator.say(period)
  await coordinator.tap('Загрузить')
}
