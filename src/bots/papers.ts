import type { Paper } from '../documents/write-paper.ts'
import type { PaperMaking } from '../domain/deliveries/message.ts'
import type { Domain } from '../domain/index.ts'
import type { Actor } from '../domain/shared/access.ts'
import type { Words } from './words.ts'

/** What stands in a paper, as the actor may see it now. @throws DomainError */
export async function readPaper(
  domain: Domain,
  actor: Actor,
  making: PaperMaking,
  words: Words,
): Promise<Paper> {
  switch (making.what) {
    case 'my-data': {
      const { name, day, sections } = await domain.erasures.showStored(actor)
      const said = sections.map(({ title, items }) => ({
        title: words.plain({ key: title }),
        rows: items.map(({ label, value }): [string, string] => [
          words.plain(label),
          words.plain(value),
        ]),
      }))
      return { what: 'my-data', data: { name, day, sections: said } }
    }
    case 'act':
    case 'log':
      return { what: making.what, act: await domain.erasures.showAct(actor, making.erasureId) }
    case 'register':
      return {
        what: 'register',
        sheet: await domain.registers.showSheet(actor, making.kind, making.day),
      }
    case 'register-template': {
      const { day } = await domain.registers.showCounts(actor, making.kind)
      return {
        what: 'register-template',
        sheet: await domain.registers.showSheet(actor, making.kind, day),
      }
    }
    case 'invitation-cards':
      return {
        what: 'invitation-cards',
        cards: await domain.invitationLists.printCards(actor, making.listId),
      }
    case 'poster':
      return {
        what: 'poster',
        poster: await domain.newcomers.printPoster(actor, making.schoolCodeId),
      }
    case 'consent-form': {
      const { personId, code } = making
      return {
        what: 'consent-form',
        form: await domain.paperConsents.showForm(actor, personId, code),
      }
    }
  }
}
