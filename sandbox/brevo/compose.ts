import { newId } from './ids'
import type { Attachment, BrevoAgent, Message, NewAttachment } from './model'

const MIME_TYPES: Record<string, string> = {
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  webp: 'image/webp',
}

const mimeTypeOf = (name: string): string =>
  MIME_TYPES[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream'

const attachmentOf = ({ name, link, size, ...given }: NewAttachment): Attachment => {
  const mimeType = given.mimeType ?? mimeTypeOf(name)
  const isImage = given.isImage ?? mimeType.startsWith('image/')
  return {
    name,
    link,
    mimeType,
    ...(size === undefined ? {} : { size }),
    isImage,
    isSticker: false,
    isAllowedFileType: true,
    ...(isImage ? { imageInfo: { previewLink: link } } : {}),
  }
}

/** The text as Brevo shows it: escaped, with its line breaks. */
export const htmlOf = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')

/** What an agent says; `receivedFrom` marks what came through the API. */
export type AgentLine = {
  agent: BrevoAgent
  text: string
  receivedFrom?: string | undefined
  attachments?: NewAttachment[] | undefined
  isPushed?: boolean
}

/** A message of an agent. */
export const agentMessage = ({ agent, text, ...line }: AgentLine, createdAt: number): Message => ({
  id: newId(),
  type: 'agent',
  text,
  html: htmlOf(text),
  createdAt,
  agentId: agent.id,
  agentName: agent.name,
  ...(agent.userpic === undefined ? {} : { agentUserpic: agent.userpic }),
  ...(line.receivedFrom === undefined ? {} : { receivedFrom: line.receivedFrom }),
  ...(line.attachments?.length ? { attachments: line.attachments.map(attachmentOf) } : {}),
  ...(line.isPushed ? { isPushed: true } : {}),
})

/** A message of a visitor; `missed` when no agent was there to read it. */
export const visitorMessage = (text: string, createdAt: number, missed: boolean): Message => ({
  id: newId(),
  type: 'visitor',
  text,
  html: htmlOf(text),
  createdAt,
  ...(missed ? { isMissed: true } : {}),
})
