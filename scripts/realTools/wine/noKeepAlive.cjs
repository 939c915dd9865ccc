// Wine 8 lacks what keeps connections alive, which Node's fetch asks for: without this, every download fails.
require('node:net').Socket.prototype.setKeepAlive = function setKeepAlive() {
  return this;
};
