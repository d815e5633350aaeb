import { AGENT_WORD } from './words'

type AgentPayload = { text: string; attachments?: { name: string; link: string; mimeType: string }[] }

/**
 * A message of an agent.
 * @param number makes its markers and its address its own
 * @returns what the agent writes, and the marker of each of its parts
 */
export const agentPayloadOf = (number: number, withFile: boolean): { payload: AgentPayload; markers: string[] } => {
  const marker = `${AGENT_WORD}-${number}!`
  const text = `${marker} answers`
  if (!withFile) {
    return { payload: { text }, markers: [marker] }
  }
  const name = `${AGENT_WORD}-${number}f!.png`
  const link = `https://files.example/${number}.png`
  return { payload: { text, attachments: [{ name, link, mimeType: 'image/png' }] }, markers: [marker, name] }
}
