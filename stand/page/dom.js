/** Makes an element: `el('button', { class: 'x', onclick }, 'text', child)`. */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value)
    else node.setAttribute(name, value === true ? '' : value)
  }
  node.append(...children.filter((child) => child !== undefined && child !== null))
  return node
}

const drawings = {
  link: 'M10 13a5 5 0 0 0 7.5.5l3-3a5 5 0 0 0-7-7L12 5M14 11a5 5 0 0 0-7.5-.5l-3 3a5 5 0 0 0 7 7L12 19',
  more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  attach:
    'M20.5 11.5 12 20a5.6 5.6 0 0 1-8-8l8.5-8.5a3.8 3.8 0 0 1 5.4 5.4L9.5 17.3a1.9 1.9 0 0 1-2.7-2.7l7.7-7.7',
  send: 'M4 20.5 21.5 12 4 3.5 6.5 12zM6.5 12h8',
  file: 'M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5',
  voice: 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3M5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21',
  sticker: 'M20 12a8 8 0 1 0-8 8zM20 12c-5 0-8 3-8 8M9 10v.01M14.5 10v.01M9 13.5c1 1.4 2.6 2 4 1.8',
  photo: 'M4 6h16v12H4zM4 15l4.5-4 4 4 3-2.5 4.5 3.5M15.5 9.5v.01',
  block: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M6 6l12 12',
  start: 'M7 4.5v15l12-7.5z',
}

/** A line drawing of 24 × 24 that takes the colour of its text. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('class', `icon icon-${name}`)
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', drawings[name])
  svg.append(path)
  return svg
}
