import mammoth from 'mammoth'
import type { SourceBlock } from '../domain/roadmaps/source.ts'
import { htmlBlocks } from './html-blocks.ts'
import { cleanPackage } from './office-package.ts'
import { UnreadableFile } from './unreadable.ts'

/** A .docx as blocks: what is deleted by a tracked change is out, what is inserted is in. */
export async function readDocx(bytes: Buffer): Promise<SourceBlock[]> {
  const buffer = cleanPackage(bytes)
  const html = await mammoth
    .convertToHtml(
      { buffer },
      { ignoreEmptyParagraphs: false, convertImage: mammoth.images.imgElement(noPicture) },
    )
    .catch(() => {
      throw new UnreadableFile('broken')
    })
  return htmlBlocks(html.value)
}

async function noPicture(): Promise<{ src: string }> {
  return { src: '' }
}
