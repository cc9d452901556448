import { openTown, type Speaker, type Town, type TownOptions } from './talk.ts'

/** A town with a plan: who has loaded it, and a curator of its school. */
export interface PlannedTown {
  town: Town
  coordinator: Speaker
  curator: Speaker
}

/** A road map of two rows that a school answers for. */
export const twoRows = [
  'Дорожная карта наставничества на 2023-2024 учебный год',
  '№\tМероприятие\tСрок\tОтветственные',
  '1\tИздать приказ о назначении куратора в каждой организации\tдо 15 сентября 2023 года\tРуководители ОО',
  '2\tПровести семинар для кураторов и наставников города\t20 сентября 2023 года\tРуководители ОО',
].join('\n')

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
