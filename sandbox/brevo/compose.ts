import { newId } from './ids'
import type { Attachment, BrevoAgent, Message, NewAttachment } from './model'

const attachmentOf = ({ mimeType = 'application/octet-stream', ...file }: NewAttachment): Attachment => {
  const isImage = mimeType.startsWith('image/')
  return {
    ...file,
    mimeType,
    isImage,
    isSticker: false,
    isAllowedFileType: true,
    ...(isImage ? { imageInfo: { previewLink: file.link } } : {}),
  }
}

/** The text as Brevo shows it: escaped, with its line breaks. */
const htmlOf = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')

/** What an agent says; `receivedFrom` marks what came through the API. */
export type AgentLine = {
  agent: BrevoAgent
  text: string
  receivedFrom?: string | undefined
  attachments?: NewAttachment[] | undefined
}

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
})

export const visitorMessage = (text: string, createdAt: number): Message => ({
  id: newId(),
  type: 'visitor',
  text,
  html: htmlOf(text),
  createdAt,
})
