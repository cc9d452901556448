import { api } from './api.js'

const $ = (selector) => document.querySelector(selector)

/** The clock bar. Returns {refresh, time(at), day(at)}: the latter show an instant in the zone. */
export function clockBar(zone, failed) {
  const show = (options) => new Intl.DateTimeFormat('ru', { timeZone: zone, ...options })
  const time = show({ hour: '2-digit', minute: '2-digit' })
  const day = show({ day: 'numeric', month: 'long', year: 'numeric' })
  const long = show({ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' })
  const offset = show({ timeZoneName: 'shortOffset' })
  const isoDay = new Intl.DateTimeFormat('sv', { timeZone: zone })
  let ahead = 0
  const now = () => new Date(Date.now() + ahead)

  const draw = () => {
    $('#time').textContent = time.format(now())
    $('#time').dateTime = now().toISOString()
    $('#day').textContent = long.format(now()).replace(/\s?г\.$/, '')
    const name = offset.formatToParts(now()).find((part) => part.type === 'timeZoneName')
    $('#zone').textContent = `${zone}, ${name.value.replace('GMT', 'UTC')}`
  }
  const put = async (body) => {
    try {
      ahead = Date.parse((await api('PUT', 'clock', body)).now) - Date.now()
      draw()
    } catch (error) {
      failed(error)
    }
  }
  const morning = () => {
    const passed = time.format(now()) >= '09:00'
    const next = new Date(
      Date.parse(`${isoDay.format(now())}T00:00:00Z`) + (passed ? 86_400_000 : 0),
    )
    return { day: next.toISOString().slice(0, 10), time: '09:00', zone }
  }
  const moves = {
    hour: () => ({ advance: 'PT1H', zone }),
    day: () => ({ advance: 'P1D', zone }),
    morning,
    now: () => ({ offset: 0 }),
  }
  for (const button of document.querySelectorAll('[data-move]')) {
    button.addEventListener('click', () => put(moves[button.dataset.move]()))
  }
  const form = $('#pick-day')
  form.addEventListener('toggle', () => {
    form.elements.day.value = isoDay.format(now())
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    form.hidePopover()
    put({ day: form.elements.day.value, time: form.elements.time.value, zone })
  })
  setInterval(draw, 1000)
  return {
    refresh: async () => {
      ahead = Date.parse((await api('GET', 'clock')).now) - Date.now()
      draw()
    },
    time: (at) => time.format(new Date(at)),
    day: (at) => day.format(new Date(at)).replace(/\s?г\.$/, ''),
  }
}
