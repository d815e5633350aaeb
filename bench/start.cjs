// Starts a bundle the way Botpress's runtime does, with nothing compiled beforehand, and tells its parent the port.
// Usage: node start.cjs <bundle>
const net = require('node:net')

const { listen } = net.Server.prototype
net.Server.prototype.listen = function listenOnLoopback(port, callback) {
  return listen.call(this, port, '127.0.0.1', callback)
}
process.on('disconnect', () => process.exit())

require(process.argv[2])
  .default.start(0)
  .then((server) => {
    const tell = () => process.send({ port: server.address().port })
    return server.listening ? tell() : server.once('listening', tell)
  })
