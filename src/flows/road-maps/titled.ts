import type { Label, Words } from '../../domain/deliveries/message.ts'

/** A row's title with the name of its road map, where there are several. */
export const titled = (title: string, map: string | null): Words[string] =>
  map === null ? title : { key: 'plan-title-in-map', args: { title, map } }

/** A road map on a button: one that was pasted has no title of its own, and a button needs words. */
export const mapLabel = (title: string): Label =>
  title.trim() === '' ? { key: 'road-map-untitled' } : { text: title }
