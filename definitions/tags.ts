/** Tags of the conversation that stands for a session. */
export const conversationTags = {
  visitorId: { title: 'Brevo visitor ID', description: 'ID under which Brevo knows the user of this session' },
  startKey: {
    title: 'Start key',
    description: 'Fingerprint of the call that began the session, so that a repeated call finds it again',
  },
  startedBy: { title: 'Started by', description: 'Token of the last call that tried to begin the session' },
  openedAt: {
    title: 'Opened at',
    description: "When Brevo's conversation was opened, in epoch ms by Brevo's clock; set when the start is complete",
  },
  startTook: { title: 'Start took', description: 'How long the start took after that, in ms' },
  extraIds: { title: 'Extra IDs', description: 'IDs of messages of ours in Brevo that have no copy here' },
  userLabel: { title: 'User label', description: 'The label in front of each message of the user in Brevo' },
  ownName: {
    title: 'Own name',
    description: 'Name over the messages of the user in Brevo; empty where they appear under the agent',
  },
  sendAs: { title: 'Send as', description: 'Brevo agent under whose name the messages of this session appear' },
  assignedAt: { title: 'Assigned at', description: 'When the first answer of an agent arrived, in epoch ms' },
  agentMark: { title: 'Agent mark', description: 'Fingerprint of the agent who answered last, with name and picture' },
  agentUserId: { title: 'Agent user ID', description: 'Botpress user who stands for the agent who answered last' },
  agents: { title: 'Agents', description: 'Fingerprints of all agents who have answered in this session' },
  waiting: {
    title: 'Waiting',
    description: '"true" while messages of the user wait to be sent to Brevo',
  },
  heard: {
    title: 'Heard',
    description: '"true" once Brevo has confirmed the conversation, so that its events are known to arrive',
  },
  heardFragment: {
    title: 'Heard fragment',
    description: '"true" once the event of the message of a check of the set-up has come',
  },
  silent: {
    title: 'Silent',
    description: '"true" once the bot\'s owner was told that Brevo has not confirmed the conversation',
  },
  retryAt: { title: 'Retry at', description: 'Before this moment, in epoch ms, sending to Brevo is not tried again' },
  owesApology: {
    title: 'Owes apology',
    description: '"true" while an agent has to be told that a message may not have reached the user',
  },
  unsettled: {
    title: 'Unsettled',
    description: '"true" from the start until it is certain, after the end, that no message was left behind',
  },
  ended: {
    title: 'Ended',
    description: '"bot" when the bot or its user has ended the session, "failedStart" when it has never begun',
  },
  toldToFinish: {
    title: 'Told to finish',
    description: '"true" once an agent was told that the user has left, and to finish the conversation',
  },
  relayedUntil: {
    title: 'Relayed until',
    description:
      "Set when an agent has finished: time of the conversation's last message, in epoch ms by Brevo's clock",
  },
}

/** Tags of a message of the session, whichever way it travels. */
export const messageTags = {
  id: {
    title: 'Brevo message ID',
    description: 'ID of the message in Brevo; "/" and a number for an attachment of it',
  },
  waiting: { title: 'Waiting', description: '"true" while the message waits to be sent to Brevo' },
}

/** Tags of a Botpress user who stands for a person. */
export const userTags = {
  contact: { title: 'Contact', description: 'E-mail address, phone number or handle of an end user' },
  agentId: { title: 'Agent ID', description: 'ID of the Brevo agent this user stands for' },
}
