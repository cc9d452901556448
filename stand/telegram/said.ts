import type { Said } from '../messenger.ts'
import type { Core } from './core.ts'
import { mimeOf, pictureSize } from './files.ts'
import { documentOf, photoSizes, stickerOf, voiceOf } from './objects.ts'
import type { WireMessage } from './state.ts'

/** What a person sends besides text, as message fields; its file is kept. */
export function contentOf(core: Core, said: Exclude<Said, { kind: 'text' }>): Partial<WireMessage> {
  const caption = 'caption' in said && said.caption ? { caption: said.caption } : {}
  switch (said.kind) {
    case 'file': {
      const mime = said.mime ?? mimeOf(said.name)
      const file = core.files.add('document', said.bytes, { name: said.name, mime })
      return { document: documentOf(file), ...caption }
    }
    case 'photo': {
      const size = pictureSize(said.bytes) ?? { width: 1280, height: 960 }
      const facts = { name: 'photo.jpg', ...size }
      return { photo: photoSizes(core.files.add('photo', said.bytes, facts)), ...caption }
    }
    case 'voice': {
      const facts = { name: 'voice.oga', mime: 'audio/ogg' }
      return { voice: voiceOf(core.files.add('voice', Buffer.from('OggS voice'), facts)) }
    }
    case 'sticker': {
      const facts = { name: 'sticker.webp', mime: 'image/webp' }
      return { sticker: stickerOf(core.files.add('sticker', Buffer.from('RIFF sticker'), facts)) }
    }
  }
}
