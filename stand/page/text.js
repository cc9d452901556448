import { el } from './dom.js'

const kept = { B: 'b', STRONG: 'b', I: 'i', EM: 'i', U: 'u', S: 's', CODE: 'code', PRE: 'pre' }
const address = /(?:https?:\/\/|(?:t\.me|vk\.me|vk\.com|vk\.ru)\/)[^\s<>«»"]+[^\s<>«»".,;:!?)]/g

/** The message's formatting rebuilt from allowed elements only; bare addresses become links. */
export function formatted(html, openLink) {
  const source = new DOMParser().parseFromString(html, 'text/html').body
  const fragment = document.createDocumentFragment()
  copy(source, fragment, openLink)
  return fragment
}

function copy(from, to, openLink) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(...linked(node.data, openLink))
    else if (node.nodeName === 'BR') to.append('\n')
    else if (node.nodeName === 'A')
      to.append(link(node.getAttribute('href'), node.textContent, openLink))
    else {
      const tag = kept[node.nodeName]
      const target = tag ? to.appendChild(document.createElement(tag)) : to
      copy(node, target, openLink)
    }
  }
}

function linked(text, openLink) {
  const parts = []
  let at = 0
  for (const match of text.matchAll(address)) {
    parts.push(text.slice(at, match.index), link(match[0], match[0], openLink))
    at = match.index + match[0].length
  }
  parts.push(text.slice(at))
  return parts
}

/** A link; an invitation opens the stand's own dialog, because here it leads to the stand's bots. */
export function link(href, text, openLink) {
  if (!href) return text
  const full = /^[a-z]+:/i.test(href) ? href : `https://${href}`
  if (!/^https?:/i.test(full) || !URL.canParse(full)) return text
  const onclick = (event) => {
    if (!invitation(full)) return
    event.preventDefault()
    openLink(full)
  }
  return el('a', { href: full, target: '_blank', rel: 'noopener noreferrer', onclick }, text)
}

/** Where an invitation link leads, as {messenger, payload}; a bare code has no messenger. */
export function invitation(text) {
  const trimmed = text.trim()
  const full = /^[a-z]+:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`
  const url = URL.canParse(full) ? new URL(full) : null
  const payload = url?.searchParams.get('start') ?? url?.searchParams.get('ref')
  if (payload) return { messenger: url.searchParams.has('ref') ? 'vk' : 'telegram', payload }
  return null
}
