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
    imageInfo: isImage ? { previewLink: file.link } : undefined,
  }
}

/** The text as Brevo shows it: escaped, with its line breaks. */
const htmlOf = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')

const messageOf = (type: Message['type'], text: string, createdAt: number): Message => ({
  id: newId(),
  type,
  text,
  html: htmlOf(text),
  createdAt,
})

/** What an agent says; `receivedFrom` marks what came through the API. */
export type AgentLine = {
  agent: BrevoAgent
  text: string
  receivedFrom?: string | undefined
  attachments?: NewAttachment[] | undefined
}

export const agentMessage = ({ agent, text, receivedFrom, attachments }: AgentLine, createdAt: number): Message => ({
  ...messageOf('agent', text, createdAt),
  agentId: agent.id,
  agentName: agent.name,
  agentUserpic: agent.userpic,
  receivedFrom,
  attachments: attachments?.length ? attachments.map(attachmentOf) : undefined,
})

export const visitorMessage = (text: string, createdAt: number): Message => messageOf('visitor', text, createdAt)
