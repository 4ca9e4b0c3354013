// Loaded before everything else (node --require). The network's servers are given a port and no host, which means every interface of the
// machine; a test listens on the loopback interface or not at all.
'use strict';

const { Server } = require('node:net');

const listen = Server.prototype.listen;

/** What a server was asked to listen on, as an options object; undefined when it is no port (a pipe, a handle). */
function options(what) {
  const [first, ...rest] = what;
  if (first !== null && typeof first === 'object') {
    return 'port' in first ? { ...first } : undefined;
  }
  if (first === undefined || first === null || /^\d+$/.test(String(first))) {
    const backlog = rest.find((value) => typeof value === 'number');
    return backlog === undefined ? { port: Number(first ?? 0) } : { port: Number(first ?? 0), backlog };
  }
  return undefined;
}

Server.prototype.listen = function listenOnLoopback(...asked) {
  const told = asked.filter((value) => typeof value === 'function');
  const wanted = options(asked.filter((value) => typeof value !== 'function'));
  return wanted === undefined
    ? listen.apply(this, asked)
    : listen.call(this, { ...wanted, host: '127.0.0.1' }, ...told.slice(0, 1));
};
