import type { HistoryMessage } from './history-message'

/** What a line of the HITL plugin tells: agents were asked, one came, all are gone, nobody came, or none of these. */
export type PluginLine = 'escalated' | 'joined' | 'over' | 'nobodyCame' | 'other'

/*
 * What Botpress's HITL plugin says at its defaults, versions 1.1 to 1.5 (botpress/botpress, commit 714e3da:
 * plugins/hitl/plugin.definition.ts; src/hooks/before-incoming-message/all.ts for a session that is aborted).
 */
const PLUGIN_LINES = new Map<string, PluginLine>([
  ['I have escalated this conversation to a human agent. They should be with you shortly.', 'escalated'],
  ['A human agent has joined the conversation.', 'joined'],
  ['The human agent closed the conversation. I will continue assisting you.', 'over'],
  ['You have ended the session with the human agent. I will continue assisting you.', 'over'],
  [
    'No human agent is available at the moment. Please try again later. I will continue assisting you for the time being.',
    'nobodyCame',
  ],
  ['Something went wrong, you are not connected to a human agent...', 'over'],
  ['( The user has ended the session. )', 'over'],
  ['The human agent has been disconnected. Please wait while we find a new person to assist you.', 'other'],
])

/** Which line of the plugin a message is; undefined for every other, a builder's own words and all that users say. */
export const pluginLine = ({ source, type, payload }: HistoryMessage): PluginLine | undefined => {
  const text = source.type === 'bot' && type === 'text' ? payload['text'] : undefined
  return typeof text === 'string' ? PLUGIN_LINES.get(text.trim()) : undefined
}
