import { icon } from './dom.js'

/** Wires the input of a window. Returns `attach(kind)`, which asks for a file and sends it. */
export function composer(window) {
  const form = window.node.querySelector('.composer')
  const text = form.querySelector('textarea')
  const picker = form.querySelector('input[type=file]')
  form.querySelector('.attach').append(icon('attach'))
  form.querySelector('.send').append(icon('send'))

  const grow = () => {
    text.style.height = 'auto'
    text.style.height = `${Math.min(text.scrollHeight, 160)}px`
  }
  text.addEventListener('input', grow)
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const said = text.value
    if (!said.trim()) return
    text.value = ''
    grow()
    if (!(await window.act('say', { text: said }))) text.value = said
  })

  const send = (file, kind) => {
    const body = new FormData()
    body.set('kind', kind)
    if (text.value.trim()) body.set('caption', text.value)
    body.set('file', file)
    text.value = ''
    grow()
    return window.act('say', body)
  }
  let kind = 'file'
  picker.addEventListener('change', async () => {
    for (const file of picker.files) await send(file, kind)
    picker.value = ''
  })
  const attach = (wanted) => {
    kind = wanted
    picker.accept = wanted === 'photo' ? 'image/*' : ''
    picker.click()
  }
  form.querySelector('.attach').addEventListener('click', () => attach('file'))
  dropping(window, form, (file) => send(file, 'file'))
  return attach
}

/** Drag and drop of files onto the talk. */
function dropping(window, form, send) {
  const talk = window.node.querySelector('.talk')
  const open = (event) => event.dataTransfer?.types.includes('Files') && !form.hidden
  talk.addEventListener('dragover', (event) => {
    if (!open(event)) return
    event.preventDefault()
    talk.classList.add('dropping')
  })
  talk.addEventListener('dragleave', (event) => {
    if (!talk.contains(event.relatedTarget)) talk.classList.remove('dropping')
  })
  talk.addEventListener('drop', async (event) => {
    talk.classList.remove('dropping')
    if (!open(event)) return
    event.preventDefault()
    for (const file of event.dataTransfer.files) await send(file)
  })
}
