import type { PlanMaking } from '../../domain/deliveries/message.ts'
import { mapTitle, reachOf } from '../../domain/roadmaps/rules.ts'
import type { Flow } from '../dialogue.ts'
import { mapLabel } from './titled.ts'

/** «Выгрузить план»: as a table, a document, or a picture. The file is made when it is sent. */
export const planExport: Flow = async (d) => {
  const maps = await d.domain.sheets.listMaps(d.actor)
  const [only] = maps
  if (!only) return d.say('plan-export-none')
  const map =
    maps.length === 1
      ? only
      : await d.choose('plan-export-which', maps, ({ title, schoolId }) =>
          schoolId === null
            ? mapLabel(title)
            : { key: 'plan-export-own', args: { title: mapTitle(title) } },
        )
  const kinds: PlanMaking['what'][] = reachOf(d.actor).everywhere
    ? ['xlsx', 'docx', 'year', 'schools']
    : ['xlsx', 'docx', 'year']
  const what = await d.choose('plan-export-what', kinds, (one) => ({ key: `plan-export-${one}` }))
  d.say(
    `plan-export-${what}-ready`,
    { title: mapTitle(map.title), day: map.today },
    { make: { what, roadMapId: map.id } },
  )
}
