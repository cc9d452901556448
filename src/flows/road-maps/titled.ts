import type { Words } from '../../domain/deliveries/message.ts'

/** A row's title with the name of its road map, where there are several. */
export const titled = (title: string, map: string | null): Words[string] =>
  map === null ? title : { key: 'plan-title-in-map', args: { title, map } }
