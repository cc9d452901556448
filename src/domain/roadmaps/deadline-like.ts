/** Words that only deadlines are made of, and small words that may stand between them. */
const STRONG =
  /^(январ|феврал|март|апрел|ма[йея]$|июн|июл|август|сентябр|октябр|ноябр|декабр|янв|фев|мар$|апр|авг|сент?$|окт|нояб?$|дек$|квартал|кварт$|полугоди|ежегод|ежемес|ежекв|ежедн|еженед|постоянно|систематически|регулярно|каникул|осен|зим[аыо]|весн|понедельник|вторник|сред[аы]|четверг|пятниц|суббот|воскресень|запрос|необходимост|график|год|гг?$|месяц|недел|учебн|декад|четверт|течени[ие]|период|срок|числ[ауо])/
/** «01.10», «1.10.2025», «2025», «2025/26», but not «1.1», a row's number. */
const DATE = /^(\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d\d\.\d\d|(19|20)\d\d([/.]\d+)?)[.,]?$/
const SMALL = new Set(
  'до с со по к ко не и или в во на от из за для при раз раза ходе уч i ii iii iv v'.split(' '),
)
const WEAK =
  /^(позднее|ранее|реже|чаще|далее|дней|дня|день|кажд|весь|всего|всей|перв|втор|трет|последн|начал|конец|конц|середин|момент|после|реализаци|отч[её]тн|следующ|мере|план|отдельн|согласован|текущ|календарн|рабоч|проект|программ|дорожн|карт)/

/**
 * How much of a text is made of the words deadlines are made of: 0 (nothing) to 1 (all of it).
 * Only a hint for finding columns and torn cells; what a deadline means, the grammar says.
 */
export function deadlineLikeness(text: string): number {
  const words = text.toLowerCase().match(/[\p{L}]+|\d[\d.,/]*/gu) ?? []
  if (words.length === 0) return 0
  let strong = 0
  let weak = 0
  for (const word of words) {
    if (DATE.test(word)) strong += 1
    else if (STRONG.test(word)) strong += 1
    else if (SMALL.has(word) || /^\d{1,2}$/.test(word) || WEAK.test(word)) weak += 1
  }
  return strong === 0 ? 0 : (strong + weak) / words.length
}

/** True when a text is a deadline and hardly anything else. */
export function looksLikeDeadline(text: string): boolean {
  return text.length < 160 && deadlineLikeness(text) >= 0.7
}
