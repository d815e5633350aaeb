import type { BrevoAgent } from '../../brevo'
import { PORTRAITS } from '../../pictures'
import { JULIA, MARCO, type Sandbox } from '../../sandbox'

/** Gives the two agents of the inbox their pictures. @returns the agents, with them */
export const withPortraits = ({ brevo }: Sandbox): BrevoAgent[] => {
  const portraits = [
    { agent: JULIA, picture: PORTRAITS.julia },
    { agent: MARCO, picture: PORTRAITS.marco },
  ]
  return portraits.map(({ agent, picture }) => {
    const userpic = brevo.storeFile(picture)
    brevo.setAgentPicture(agent.id, userpic)
    return { ...agent, userpic }
  })
}
