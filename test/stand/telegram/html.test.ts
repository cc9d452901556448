import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toHtml } from '../../../stand/telegram/entities.ts'
import { parseHtml } from '../../../stand/telegram/html.ts'

/** Cases of the platform's own library; offsets are in bytes. */
const wrong: [string, string][] = [
  ['яя&lt;<abac', 'Unclosed start tag at byte offset 8'],
  ['яя&lt;<abac aba>', 'Unsupported start tag "abac" at byte offset 8'],
  ['<!-- c -->', 'Unsupported start tag "!--" at byte offset 0'],
  ['a < b', 'Unsupported start tag "" at byte offset 2'],
  ['<i   =aba>', 'Empty attribute name in the tag "i" at byte offset 0'],
  ['<i    aba>', 'Can\'t find end tag corresponding to start tag "i"'],
  ['<i    aba  =  ', 'Unclosed start tag "i" at byte offset 0'],
  ['<i    aba  =  190azAz-.,', 'Unexpected end of name token at byte offset 14'],
  ['<i    aba  =  "&lt;&gt;&quot;>', 'Unclosed start tag at byte offset 0'],
  ['</', 'Unexpected end tag at byte offset 0'],
  ['<b></b></', 'Unexpected end tag at byte offset 7'],
  ['<i>a</i   ', 'Unclosed end tag at byte offset 4'],
  ['<i>a</em   >', 'Unmatched end tag at byte offset 4, expected "</i>", found "</em>"'],
  ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
]

test.each(wrong)('%j is refused', (source, reason) => {
  expect(() => parseHtml(source)).toThrow(`Bad Request: can't parse entities: ${reason}`)
})

const right: [string, string, object[]][] = [
  ['&ge;&lt;&gt;&amp;&quot;&laquo;', '&ge;<>&"&laquo;', []],
  ['&#60;&#x3c;', '<<', []],
  ['<STRONG>я</strong>', 'я', [{ type: 'bold', offset: 0, length: 1 }]],
  ['😀<u>a</u>', '😀a', [{ type: 'underline', offset: 2, length: 1 }]],
  [
    '<b>a<i>b</i></b>',
    'ab',
    [
      { type: 'bold', offset: 0, length: 2 },
      { type: 'italic', offset: 1, length: 1 },
    ],
  ],
  [
    '<a href="https://a.ru/?x=1&amp;y=2">x</a>',
    'x',
    [{ type: 'text_link', offset: 0, length: 1, url: 'https://a.ru/?x=1&y=2' }],
  ],
  ['<a href="nowhere">x</a>', 'x', []],
  [
    '<pre><code class="language-ts">x</code></pre>',
    'x',
    [{ type: 'pre', offset: 0, length: 1, language: 'ts' }],
  ],
  [
    '<blockquote expandable>x</blockquote>',
    'x',
    [{ type: 'expandable_blockquote', offset: 0, length: 1 }],
  ],
  ['<tg-spoiler>x</tg-spoiler>', 'x', [{ type: 'spoiler', offset: 0, length: 1 }]],
]

test.each(right)('%j is read', (source, text, entities) => {
  expect(parseHtml(source)).toEqual({ text, entities })
})

describe('any text', () => {
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

  test('comes back whole when it was escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(parseHtml(escaped(text))).toEqual({ text, entities: [] })
      }),
    )
  })

  test('is either read or refused, and what is shown holds no foreign tags', () => {
    const pieces = fc.constantFrom('<b>', '</b>', '<i>', '</i>', '<script>', '&lt;', '"', 'я', ' ')
    fc.assert(
      fc.property(fc.array(pieces), (list) => {
        try {
          const { text, entities } = parseHtml(list.join(''))
          expect(toHtml(text, entities).replace(/<\/?(b|i|a|code)>/g, '')).not.toMatch(/[<>]/)
        } catch (error) {
          expect(String(error)).toMatch(/can't parse entities/)
        }
      }),
    )
  })
})
