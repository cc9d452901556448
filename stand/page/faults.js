import { api } from './api.js'
import { el } from './dom.js'

const methods = {
  telegram: ['sendMessage', 'editMessageText', 'sendDocument', 'answerCallbackQuery', 'getFile'],
  vk: ['messages.send', 'messages.edit', 'messages.sendMessageEventAnswer', 'wall.post'],
}

/** The menu of ordered faults. Returns {refresh}. */
export function faultMenu(failed) {
  const form = document.querySelector('#faults')
  const list = document.querySelector('#fault-list')
  const count = document.querySelector('#fault-count')
  const { messenger, kind, method, times, seconds } = form.elements
  const kinds = new Map([...kind.options].map((option) => [option.value, option.label]))

  const draw = ({ faults }) => {
    count.hidden = faults.length === 0
    count.textContent = String(faults.length)
    list.replaceChildren(
      ...faults.map((fault) => {
        const where = fault.messenger === 'vk' ? 'ВКонтакте' : 'Telegram'
        const which = `${where}, ${fault.method ?? 'любой метод'}`
        return el('li', {}, el('b', {}, kinds.get(fault.kind)), ` ${which}, раз: ${fault.times}`)
      }),
    )
  }
  const ask = (verb, body) => api(verb, 'faults', body).then(draw, failed)
  const suggest = () => {
    const options = methods[messenger.value].map((value) => el('option', { value }))
    document.querySelector('#methods').replaceChildren(...options)
  }
  messenger.addEventListener('change', suggest)
  suggest()
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    ask('POST', {
      messenger: messenger.value,
      kind: kind.value,
      ...(method.value.trim() && { method: method.value.trim() }),
      times: times.valueAsNumber || 1,
      ...(seconds.value && { seconds: seconds.valueAsNumber }),
    })
  })
  document.querySelector('#clear-faults').addEventListener('click', () => ask('DELETE'))
  form.addEventListener('toggle', () => ask('GET'))
  return { refresh: () => ask('GET') }
}
