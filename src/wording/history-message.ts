/** One message of what was said before the handover, as Botpress's HITL interface has it. */
export type HistoryMessage = {
  source: { type: 'user'; userId: string } | { type: 'bot' }
  type: string
  payload: Record<string, unknown>
}
